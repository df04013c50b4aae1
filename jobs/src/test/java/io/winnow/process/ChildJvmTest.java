package io.winnow.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.winnow.process.ChildEnd.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real JVMs, real signals. */
class ChildJvmTest {

  @TempDir Path folder;

  private Child start(Class<? extends ChildWork> work, String... arguments) {
    return ChildJvm.in(folder).heap(64).start(work, List.of(arguments));
  }

  private static ChildEnd end(Child child) throws IOException {
    while (child.answers().readLine() != null) {
      // To its end.
    }
    return child.end();
  }

  @Test
  void argumentsArriveAsTheyAreAndOnlyAnswersAreAnswers() throws IOException {
    String[] arguments = {"", "two words", "\"quoted\"", "back\\slash", "@file", "-Xmx1m", "ß語🚀"};
    try (Child child = start(Works.Echo.class, arguments)) {
      assertThat(child.answers().lines()).containsExactly(arguments);
      ChildEnd end = child.end();
      assertThat(end.isDone()).isTrue();
      assertThat(end.errors().strip()).isEqualTo("a library says something");
    }
  }

  @Test
  void aChildHasItsOwnFolderEnvironmentAndHeap() throws IOException {
    Path home = Files.createDirectory(folder.resolve("a folder \"of\" its own"));
    ChildJvm jvm = ChildJvm.in(home).heap(48).variable("OMP_NUM_THREADS", "3");
    try (Child child =
        jvm.variable("JAVA_TOOL_OPTIONS", "").start(Works.Whereabouts.class, List.of())) {
      List<String> said = child.answers().lines().toList();
      String place = home.toString();
      assertThat(said.subList(0, 5)).containsExactly(place, place, place, "3", "");
      assertThat(Integer.parseInt(said.get(5))).isBetween(40, 48);
    }
  }

  @Test
  void aClassPathMayBeLongerThanACommandLine() throws IOException {
    String before = System.getProperty("java.class.path");
    String far = (File.pathSeparator + folder.resolve("no-such.jar")).repeat(10_000);
    System.setProperty("java.class.path", before + far);
    try (Child child = start(Works.Echo.class, "here")) {
      assertThat(child.answers().lines()).containsExactly("here");
    } finally {
      System.setProperty("java.class.path", before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "throw words,   VALUE,         1,   ended with exit code 1",
    "exit 0,        VALUE,         0,   ended with exit code 0",
    "exit 7,        VALUE,         7,   ended with exit code 7",
    "noise,         VALUE,         1,   ended with exit code 1",
    "hog,           OUT_OF_MEMORY, 3,   had no memory left in its heap",
    "crash,         CRASH,         134, crashed (SIGABRT)"
  })
  void howAChildEndedIsToldApart(String how, Kind kind, int code, String clause)
      throws IOException {
    try (Child child = start(Works.End.class, how.split(" "))) {
      ChildEnd end = end(child);
      assertThat(end.kind()).as(end.errors()).isEqualTo(kind);
      assertThat(end.code()).isEqualTo(code);
      assertThat(end.clause()).isEqualTo(clause);
      assertThat(end.isDone()).isEqualTo(how.equals("exit 0"));
      assertThat(end.errors().length()).isLessThanOrEqualTo(16 * 1024);
      assertThat(end.crashReport().map(Path::getParent))
          .isEqualTo(kind == Kind.CRASH ? Optional.of(folder) : end.crashReport());
      assertThat(end.crashReport().isPresent()).isEqualTo(kind == Kind.CRASH);
      if (how.startsWith("throw")) {
        assertThat(end.errors()).contains("IllegalStateException: no more words", "at io.winnow");
      }
      if (how.equals("noise")) {
        assertThat(end.errors()).contains("line 99999", "enough");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP", "KILL"})
  void aSignalEndsAChildAtOnceAndIsNamed(String signal) throws Exception {
    assumeTaken(signal);
    try (Child child = start(Works.End.class, "sleep")) {
      child.answers().readLine();
      new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
      ChildEnd end = end(child);
      assertThat(end.kind()).isEqualTo(Kind.SIGNAL);
      assertThat(end.clause()).startsWith("was ended by SIG" + signal);
    }
  }

  @Test
  void whatIsNotReadyInTimeIsEnded() throws IOException {
    ChildJvm jvm = ChildJvm.in(folder).within(Duration.ofMillis(900));
    try (Child child = jvm.start(Works.End.class, List.of("sleep"))) {
      assertThat(end(child).kind()).isEqualTo(Kind.TIME_LIMIT);
    }
  }

  @Test
  void aClosedChildHasEnded() throws IOException {
    long pid;
    try (Child child = start(Works.End.class, "sleep")) {
      child.answers().readLine();
      pid = child.pid();
    }
    assertThat(isAlive(pid)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "INT"})
  void aChildEndsWithItsParentHoweverThatEnds(String signal) throws Exception {
    assumeTaken(signal);
    try (Child parent = start(Works.Parent.class, folder.resolve("grandchild").toString())) {
      long pid = Long.parseLong(parent.answers().readLine());
      assertThat(isAlive(pid)).isTrue();
      new ProcessBuilder("kill", "-" + signal, Long.toString(parent.pid())).start().waitFor();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (isAlive(pid)) {
        assertThat(System.nanoTime()).as("an orphan lives on").isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(it -> it.getFileName().toString().matches("hs_err.*|core.*")))
          .isEmpty();
    }
  }

  /**
   * Shells have their background jobs ignore SIGINT, nohup SIGHUP; what these start does so, too.
   */
  private static void assumeTaken(String signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return;
    }
    long bit = 1L << (Map.of("HUP", 1, "INT", 2, "KILL", 9, "TERM", 15).get(signal) - 1);
    boolean isIgnored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & bit) != 0);
    assumeFalse(isIgnored, "this build ignores SIG" + signal + ", and so does what it starts");
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
