package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.model.NativeDoor;
import io.winnow.process.HardExit;
import io.winnow.process.Stop;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.IParameterExceptionHandler;

/**
 * What happens when a command is sent SIGTERM or SIGINT. Java then runs its shutdown hooks and
 * exits with 143 or 130, whatever its threads are doing. The hook here has them end first: children
 * at once, native work at its next batch, Spark's jobs, and then the command itself, which closes
 * what it has open.
 */
final class Interruption {

  /** Before those of Spark and of Hadoop's file systems, which the command still needs. */
  private static final int FIRST = 1000;

  /** After all of them. */
  private static final int LAST = 1;

  /** A command that waits for something else than its work, such as input, is interrupted then. */
  private static final Duration UNTIL_INTERRUPTED = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** As {@code conf/log4j2.properties} names them. */
  private static final List<String> CONSOLES = List.of("warnings", "messages");

  private static final int HOOKS_SECONDS = 60;
  private static final int TERMINATED = 128 + 15;

  private final Thread command;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param command runs the command
   */
  Interruption(Thread command) {
    this.command = command;
  }

  /** From now on. Hadoop's hooks need the log, which must have its place before. */
  void watch() {
    ShutdownHookManager hooks = ShutdownHookManager.get();
    hooks.addShutdownHook(this::stop, FIRST, HOOKS_SECONDS, TimeUnit.SECONDS);
    hooks.addShutdownHook(this::leave, LAST, HOOKS_SECONDS, TimeUnit.SECONDS);
  }

  /** The command has ended, and closed what it had open. */
  void commandEnded() {
    ended.countDown();
  }

  /** What was interrupted may take that for a fault of the command line. */
  static IParameterExceptionHandler before(IParameterExceptionHandler usual) {
    return (failure, arguments) ->
        Stop.isAsked() ? ExitCode.FAILURE.code() : usual.handleParseException(failure, arguments);
  }

  private void stop() {
    if (ended.getCount() == 0) {
      return;
    }
    Stop.ask();
    PrintStream console = System.err;
    silence();
    NativeDoor.shut();
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().sparkContext().cancelAllJobs();
    }
    if (!hasEndedWithin(UNTIL_INTERRUPTED)) {
      command.interrupt();
      hasEndedWithin(PATIENCE);
    }
    console.printf(
        "winnow: stopped%s; what is published stays, and the same command goes on from there%n",
        Stop.doing().isEmpty() ? "" : " in '%s'".formatted(Stop.doing()));
  }

  /** What breaks off complains in the log file alone, as do threads that print what they met. */
  private static void silence() {
    System.setErr(LoggedLines.in(LoggerFactory.getLogger(Interruption.class)));
    if (LogManager.getContext(false) instanceof LoggerContext log) {
      log.getConfiguration()
          .getLoggers()
          .values()
          .forEach(logger -> CONSOLES.forEach(logger::removeAppender));
    }
  }

  private boolean hasEndedWithin(Duration time) {
    try {
      return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where a native call takes too long to be waited for, its library must stay as it is. */
  private void leave() {
    if (Stop.isAsked() && !NativeDoor.isEmpty()) {
      HardExit.now(TERMINATED);
    }
  }
}
