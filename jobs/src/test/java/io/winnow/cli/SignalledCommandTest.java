package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.winnow.testing.TinyEncoder;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGTERM and SIGINT at any moment of a command: it says where it stopped, exits as shells expect,
 * and leaves neither a crash report nor processes nor files nor a lease. {@code
 * -Dwinnow.signal.tries=4} tries each command so often with each signal, {@code
 * -Dwinnow.signal.seed} at the same moments again.
 */
class SignalledCommandTest {

  private static final int TRIES = Integer.getInteger("winnow.signal.tries", 0);
  private static final long SEED = Long.getLong("winnow.signal.seed", System.nanoTime());
  private static final int LATEST_MILLIS = 12_000;

  private static final String STEPS = "--set=train.min-steps=1000000";
  private static final String NO_END = "--set=train.max-steps=0";

  @TempDir Path folder;

  /** What runs for as long as the test needs. */
  private enum Command {
    SCORE(
        Stages.MEASURED,
        "score",
        "--set=score.functions=[mnlp,bald]",
        "--set=score.mc-dropout=2000"),
    TRAIN(Stages.MERGED, "train", STEPS, NO_END),
    REVIEW(Stages.MERGED, "labels", "review", STEPS, NO_END),
    SIMULATE(Stages.READY, "simulate", "--parallel=2", STEPS, NO_END),
    TAG(Stages.MEASURED, "tag");

    private final Stages stage;
    private final List<String> words;

    Command(Stages stage, String... words) {
      this.stage = stage;
      this.words = List.of(words);
    }

    String[] in(Path folder) throws IOException {
      List<String> all = new ArrayList<>(words);
      Desk desk = stage.copyTo(folder.resolve("workspace"));
      if (this == TAG) {
        String text = "Anna Smith of Acme flew to Paris. ".repeat(20) + "\n";
        all.add(Files.writeString(folder.resolve("text.txt"), text.repeat(20_000)).toString());
      }
      if (this == SIMULATE) {
        Path corpus = Sample.of(Stages.SENTENCES).conll(folder.resolve("corpus.conll"));
        all.add("--input=" + corpus);
        all.add("--to=" + folder.resolve("experiment"));
        all.add("--model=" + TinyEncoder.write(folder.resolve("encoder")));
        return all.toArray(String[]::new);
      }
      return desk.with(all.toArray(String[]::new));
    }
  }

  static Stream<Arguments> signals() {
    Stream<Arguments> one =
        Stream.of(
            arguments(Command.SCORE, "TERM", 143),
            arguments(Command.TRAIN, "INT", 130),
            arguments(Command.TAG, "TERM", 143));
    Stream<Arguments> all =
        Stream.of(Command.values())
            .flatMap(
                command ->
                    IntStream.range(0, TRIES)
                        .boxed()
                        .flatMap(
                            attempt ->
                                Stream.of(
                                    arguments(command, "TERM", 143),
                                    arguments(command, "INT", 130))));
    return TRIES == 0 ? one : all;
  }

  @ParameterizedTest(name = "{index}: {0} {1}")
  @MethodSource("signals")
  void aSignalEndsACommandInGoodOrder(Command command, String signal, int code) throws Exception {
    Random random = new Random(SEED + folder.hashCode() % 1000);
    int moment = random.nextInt(LATEST_MILLIS);
    Path working = Files.createDirectory(folder.resolve("working"));
    try (Child child = Child.winnow(working, command.in(folder))) {
      child.until(() -> Files.exists(working.resolve("log")));
      Thread.sleep(moment);
      long sent = System.nanoTime();
      new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
      Said said = child.end();
      System.out.printf(
          "%s %s after %d ms: %d after %d ms more%n",
          command, signal, moment, said.code(), (System.nanoTime() - sent) / 1_000_000);
      assertThat(said.code()).as(said.out()).isEqualTo(code);
      // Before it has begun there is nothing to say.
      assertThat(said.out()).matches("(?s)|.*winnow: stopped.*");
      assertThat(said.out()).doesNotContain("Exception", "details:", "ERROR");
      assertThat(files(child.temporary())).as("left").isEmpty();
      assertThat(processesOf(folder)).as("orphans").isEmpty();
    }
    assertThat(files(Path.of("")))
        .noneMatch(it -> it.getFileName().toString().startsWith("hs_err"));
    assertThat(files(folder))
        .noneMatch(it -> it.getFileName().toString().matches("hs_err.*|core.*|_lease.*"));
  }

  private static List<Path> files(Path folder) throws IOException {
    return Trees.files(folder);
  }

  private static List<String> processesOf(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").contains(folder.toString()))
        .map(it -> it.info().commandLine().orElse(""))
        .toList();
  }
}
