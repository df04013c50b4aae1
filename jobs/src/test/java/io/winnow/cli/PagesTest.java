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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show is what the commands print: each page's are run, in order, in one folder.
 * Figures, run ids and folders may differ; a line of three dots stands for any lines. A file that a
 * page shows with {@code cat} is put there. To have the pages written anew: {@code mvn test -pl
 * udfs,jobs -Dtest=PagesTest -Dwinnow.pages=write}.
 */
class PagesTest {

  private static final List<Path> FOLDERS = List.of(Path.of("docs"), Path.of("../udfs/docs"));
  private static final boolean IS_WRITTEN = "write".equals(System.getProperty("winnow.pages"));
  private static final int SENTENCES = 240;
  private static final String ANY_LINES = "...";
  private static final String SHOW_FILE = "cat";

  /** Options that are followed by a file or a folder. */
  private static final Set<String> PATH_OPTIONS =
      Set.of("-w", "-i", "--input", "--holdout", "--to", "--from", "--model", "--conf");

  private static final Pattern PATH_SETTING = Pattern.compile("metrics\\.folder=(.+)");
  private static final Pattern STAGE = Pattern.compile("\\S*/winnow-stage\\d+/");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");
  private static final Pattern RUN = Pattern.compile("run=[0-9TZ]+-[0-9a-f]{6}");
  private static final Pattern BARE_RUN = Pattern.compile("\\b\\d{8}T\\d{6}Z-[0-9a-f]{6}\\b");
  private static final Pattern NUMBER = Pattern.compile("-?\\.?\\d[\\d,.:TZ]*");
  private static final Pattern SPACES = Pattern.compile("[\\s=-]+");

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
    Page page = Page.read(file);
    Map<Page.Command, List<String>> answers = new LinkedHashMap<>();
    for (Page.Part part : page.parts()) {
      if (part instanceof Page.Start start) {
        start.stage().copyTo(folder.resolve(start.name()));
      } else if (part instanceof Page.Command command) {
        answers.put(command, answer(command));
      }
    }
    if (IS_WRITTEN) {
      page.rewrite(command -> new Page.Command(command.words(), shown(command, answers)));
    } else {
      answers.forEach(
          (command, answer) ->
              assertThat(isShown(command.answer(), answer))
                  .as("%s: $ %s%n%s", file, command.words(), String.join("\n", answer))
                  .isTrue());
    }
  }

  /** What pages call {@code train.conll} and {@code test.conll}. */
  private void split(List<String> sample) throws IOException {
    int middle = sample.subList(sample.size() / 2, sample.size()).indexOf("") + sample.size() / 2;
    Files.write(folder.resolve("train.conll"), sample.subList(0, middle + 1));
    Files.write(folder.resolve("test.conll"), sample.subList(middle + 1, sample.size()));
  }

  private List<String> answer(Page.Command command) throws IOException {
    List<String> words = words(command.words());
    String program = words.remove(0);
    if (program.equals(SHOW_FILE)) {
      Files.write(folder.resolve(words.get(0)), command.answer());
      return command.answer();
    }
    assertThat(program).as(command.words()).isEqualTo("winnow");
    Said said = Run.winnow(placed(words));
    List<String> lines = new ArrayList<>();
    (said.out() + said.err()).lines().map(this::withoutFolder).forEach(lines::add);
    if (said.code() != ExitCode.DONE.code()) {
      lines.add("[exit code %d]".formatted(said.code()));
    }
    return lines;
  }

  /** As a shell would split them. */
  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Paths are of the page's own folder. */
  private String[] placed(List<String> words) {
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean isPath =
          i > 0 && PATH_OPTIONS.contains(words.get(i - 1))
              || Files.isRegularFile(folder.resolve(word));
      word = isPath ? folder.resolve(word).toString() : word;
      placed.add(PATH_SETTING.matcher(word).replaceAll("metrics.folder=" + folder + "/$1"));
    }
    return placed.toArray(String[]::new);
  }

  private String withoutFolder(String line) {
    String here = STAGE.matcher(line.replace(folder + "/", "")).replaceAll("");
    return RUN.matcher(here.stripTrailing()).replaceAll("run=...");
  }

  /** The whole answer, unless the page shows parts of it: then the lines that it shows. */
  private static List<String> shown(Page.Command command, Map<Page.Command, List<String>> answers) {
    return isShown(command.answer(), answers.get(command))
        ? command.answer()
        : answers.get(command);
  }

  private static boolean isShown(List<String> page, List<String> answer) {
    if (page.isEmpty()) {
      return answer.isEmpty();
    }
    List<String> rest = page.subList(1, page.size());
    if (page.get(0).equals(ANY_LINES)) {
      for (int skipped = 0; skipped <= answer.size(); skipped++) {
        if (isShown(rest, answer.subList(skipped, answer.size()))) {
          return true;
        }
      }
      return false;
    }
    return !answer.isEmpty()
        && masked(page.get(0)).equals(masked(answer.get(0)))
        && isShown(rest, answer.subList(1, answer.size()));
  }

  private static String masked(String line) {
    String runs = BARE_RUN.matcher(line).replaceAll("RUN");
    return SPACES.matcher(NUMBER.matcher(runs).replaceAll("#")).replaceAll(" ").strip();
  }
}
