package io.winnow.cli;

import io.winnow.api.ExitCode;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * How a command's process tells its exit code. Where the command is all that the process is for, it
 * exits. Where something else has called it, such as spark-submit or YARN's application master, it
 * returns, or throws what Spark takes an exit code from: {@code System.exit} would end its caller
 * before that has told anybody how the command went.
 *
 * @param others a session that was there before the command
 */
record Ending(Option<SparkSession> others) {

  private static final String YARN = "yarn";
  private static final String CLUSTER = "cluster";

  /** Before the command begins. */
  static Ending of() {
    return new Ending(SparkSession.getDefaultSession());
  }

  /** Stops what the command has started. */
  void closeSpark() {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isDefined() && !session.equals(others)) {
      session.get().stop();
    } else if (session.isEmpty()
        && isDeployed()
        && YARN.equals(System.getProperty("spark.master"))) {
      // An application master that has seen no Spark takes every end for a failure, exit code 13.
      try {
        SparkContext.getOrCreate().stop();
      } catch (RuntimeException e) {
        LoggerFactory.getLogger(Failures.LOG_NAME).debug("Cannot start Spark to report", e);
      }
    }
  }

  /**
   * @throws SparkUserAppException with the code, unless the command is done
   */
  void tell(int code) throws SparkUserAppException {
    if (isMainOfJava(Thread.currentThread().getStackTrace())) {
      System.exit(code);
    }
    if (code != ExitCode.DONE.code() && !(isDeployed() && isWaiting(code))) {
      throw new SparkUserAppException(code);
    }
  }

  /** Whether Java itself has called the command. */
  private static boolean isMainOfJava(StackTraceElement[] stack) {
    StackTraceElement first = stack[stack.length - 1];
    return first.getClassName().equals(Main.class.getName())
        && first.getMethodName().equals("main");
  }

  /**
   * In cluster mode nobody sees the number: there are success and failure, which is tried again and
   * wakes people. That the vendor has time is no failure.
   */
  private static boolean isWaiting(int code) {
    return code == ExitCode.NOTHING_TO_DO.code();
  }

  /** Whether the cluster's manager runs this process, and not the one who submits. */
  private static boolean isDeployed() {
    return CLUSTER.equals(System.getProperty("spark.submit.deployMode"));
  }
}
