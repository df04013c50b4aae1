package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.jobs.Published;
import io.winnow.jobs.tag.TagModel;
import io.winnow.spark.sql.NerFunctions;
import io.winnow.testing.LocalSpark;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Who answers the commands of a page, in a folder. {@code winnow} is run; a file that {@code cat}
 * shows is put there; {@code spark-sql} opens a session whose model is the newest of the workspace
 * {@code W}; what {@code spark-submit} says only a cluster can tell, see StandaloneClusterIT.
 */
final class PageShell {

  /** Options that are followed by a file or a folder. */
  private static final Set<String> PATH_OPTIONS =
      Set.of("-w", "-i", "--input", "--holdout", "--to", "--from", "--model", "--conf");

  private static final Pattern PATH_SETTING = Pattern.compile("metrics\\.folder=(.+)");
  private static final Pattern TEXT_TABLE = Pattern.compile("text\\.`(.+?)`");
  private static final Pattern STAGE = Pattern.compile("\\S*/target/stages/\\w+/\\w+/");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");
  private static final Pattern RUN = Pattern.compile("run=[0-9TZ]+-[0-9a-f]{6}");

  private final Path folder;
  private SparkSession sql;

  PageShell(Path folder) {
    this.folder = folder;
  }

  List<String> answer(DocPage.Command command) throws IOException {
    if (command.prompt() == DocPage.Prompt.SQL) {
      return rows(command.words());
    }
    List<String> words = words(command.words());
    String program = words.remove(0);
    return switch (program) {
      case "cat" -> {
        Files.write(folder.resolve(words.get(0)), command.answer());
        yield command.answer();
      }
      case "spark-sql" -> {
        sql = LocalSpark.session().newSession();
        NerFunctions.register(
            sql,
            TagModel.folder(new Published(workspace(), () -> sql), Optional.empty()).toString());
        yield List.of();
      }
      case "spark-submit" -> command.answer();
      default -> {
        assertThat(program).as(command.words()).isEqualTo("winnow");
        yield said(CommandLines.winnow(placed(words)));
      }
    };
  }

  private Workspace workspace() {
    return Workspace.at(folder.resolve("W").toUri().toString(), new Configuration());
  }

  /** As Spark's own shell prints them: tabs between the cells, no heading. */
  private List<String> rows(String statement) {
    String placed = TEXT_TABLE.matcher(statement).replaceAll("text.`" + folder + "/$1`");
    return sql.sql(placed.replaceFirst(";$", "")).collectAsList().stream()
        .map(row -> row.mkString("\t"))
        .toList();
  }

  private List<String> said(Said said) {
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
}
