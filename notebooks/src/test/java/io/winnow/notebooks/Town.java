package io.winnow.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.cli.Commands;
import io.winnow.sample.SampleCorpus;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small workspace two rounds old, with two annotators who err, made by commands; round 2 is due.
 * Many of its sentences hold what would run in a page if it were not taken for text.
 */
final class Town {

  /** Would change the page's title, if it ran. */
  static final String SCRIPT = "<script>document.title='owned'</script>";

  private static final int SENTENCES = 160;
  private static final int HOSTILE = 48;

  private static final String SETTINGS =
      """
      init { source = town, holdout-share = 0.2 }
      score.precision = fp32
      select.budget-sentences = 40
      vendor { annotators-per-sentence = 2 }
      merge { min-confidence = 0.6, send-again = 0 }
      stop.sentences = 20
      train {
        batch-size = 8, min-steps = 150, max-steps = 150, precision = fp32, restarts = 0
        threads = 1, learning-rate = 3e-3, dropout = 0
      }
      """;

  private static final String[] NAMES = {"Anna", "Boris", "Carla", "David", "Elif", "Farid"};
  private static final String[] PLACES = {"Lisbon", "Oslo", "Vienna", "Prague"};

  private static Path original;

  private Town() {}

  /** A workspace of the caller's own, in a folder of this name that is not there yet. */
  static synchronized Path copyTo(Path workspace) throws IOException {
    if (original == null) {
      original = build(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "town"));
    }
    try (Stream<Path> tree = Files.walk(original)) {
      for (Path path : tree.toList()) {
        Files.copy(path, workspace.resolve(original.relativize(path).toString()));
      }
    }
    return workspace;
  }

  private static Path build(Path folder) {
    ZeppelinSpark.shared();
    try {
      Path workspace = Files.createDirectories(folder.resolve("workspace"));
      Files.writeString(workspace.resolve("winnow.conf"), SETTINGS);
      run(workspace, "init", "--input=" + corpus(folder.resolve("corpus.conll")));
      Path encoder = TinyEncoder.write(folder.resolve("encoder"));
      run(workspace, "model", "import", "--from=" + encoder);
      for (int round = 0; round < 2; round++) {
        run(workspace, "round");
        run(workspace, "vendor", "simulate", "--missed=0.12", "--wrong-type=0.05");
        run(workspace, "round", "--set=round.last=" + round);
      }
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Path workspace, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--workspace=" + workspace);
    Commands.Said said = Commands.run(all);
    assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.DONE);
  }

  private static Path corpus(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      SampleCorpus.writeConll(SampleCorpus.sentences(3, SENTENCES), out);
      for (int i = 0; i < HOSTILE; i++) {
        out.write(hostile(i));
      }
    }
    return file;
  }

  /** A person, a script and a place; every other sentence begins like a command to Zeppelin. */
  private static String hostile(int i) {
    String name = NAMES[i % NAMES.length];
    String place = PLACES[i % PLACES.length];
    String start = i % 2 == 0 ? "%html O\n" : "";
    return start
        + name
        + " B-PER\nsaw O\n"
        + SCRIPT
        + " O\nin O\n"
        + place
        + " B-LOC\n"
        + i
        + " O\ntimes O\n\n";
  }
}
