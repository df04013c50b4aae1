package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show is what the commands print: each page's are run, in order, in one folder.
 * Figures, run ids and folders may differ. To have the pages written anew: {@code mvn test -pl
 * udfs,jobs -Dtest=PagesTest -Dwinnow.pages=write}.
 */
class PagesTest {

  private static final List<Path> FOLDERS = List.of(Path.of("docs"), Path.of("../udfs/docs"));
  private static final boolean IS_WRITTEN = "write".equals(System.getProperty("winnow.pages"));
  private static final int SENTENCES = 240;

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path in : FOLDERS) {
      if (Files.isDirectory(in)) {
        try (Stream<Path> files = Files.list(in)) {
          files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
      }
    }
    return pages;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void aPageShowsWhatItsCommandsPrint(Path file) throws IOException {
    LocalSpark.session();
    Sample.of(SENTENCES).conll(folder.resolve("all.conll"));
    split(Files.readAllLines(folder.resolve("all.conll")));
    DocPage page = DocPage.read(file);
    PageShell shell = new PageShell(folder);
    Map<DocPage.Command, List<String>> answers = new LinkedHashMap<>();
    for (DocPage.Part part : page.parts()) {
      if (part instanceof DocPage.Start start) {
        start.stage().copyTo(folder.resolve(start.name()));
      } else if (part instanceof DocPage.Command command) {
        answers.put(command, shell.answer(command));
      }
    }
    if (IS_WRITTEN) {
      page.rewrite(
          command ->
              command.isAnsweredBy(answers.get(command))
                  ? command
                  : new DocPage.Command(command.prompt(), command.words(), answers.get(command)));
    } else {
      answers.forEach(
          (command, answer) ->
              assertThat(command.isAnsweredBy(answer))
                  .as("%s: %s%n%s", file, command.words(), String.join("\n", answer))
                  .isTrue());
    }
  }

  /** What pages call {@code train.conll} and {@code test.conll}. */
  private void split(List<String> sample) throws IOException {
    int middle = sample.subList(sample.size() / 2, sample.size()).indexOf("") + sample.size() / 2;
    Files.write(folder.resolve("train.conll"), sample.subList(0, middle + 1));
    Files.write(folder.resolve("test.conll"), sample.subList(middle + 1, sample.size()));
  }
}
