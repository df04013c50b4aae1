package io.winnow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of {@code jobs/docs/formats.md} and the files that they name. */
public final class FormatsPage {

  private static final Path PAGE = Path.of("docs/formats.md");

  private FormatsPage() {}

  /**
   * A row: {@code | `name` | what it is | settings or - | sentences | entities |}.
   *
   * @param settings by key, such as {@code init.encoding}
   */
  public record Tried(String name, Map<String, String> settings, int sentences, int entities) {

    /** What the row sets; {@code auto} where it does not. */
    public String setting(String key) {
      return settings.getOrDefault(key, "auto");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @param door heads the table: the command
   */
  public static Stream<Tried> tried(String door) {
    return lines("## `winnow " + door + "`").map(FormatsPage::row);
  }

  /**
   * The names in the table of what is refused, a row each: {@code | `name` | what it is |}.
   *
   * @param door heads the table: the command
   */
  public static Stream<String> refused(String door) {
    return lines("### Refused by `winnow " + door + "`")
        .map(line -> line.split("\\|")[1].strip().replace("`", ""));
  }

  private static Stream<String> lines(String heading) {
    try {
      String page = Files.readString(PAGE);
      return page.substring(page.indexOf(heading))
          .lines()
          .skip(1)
          .takeWhile(line -> !line.startsWith("##"))
          .filter(line -> line.startsWith("| `"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tried row(String line) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    Map<String, String> settings =
        Stream.of(cells.get(3).replace("`", ""))
            .filter(cell -> cell.contains("="))
            .map(cell -> cell.split("="))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Tried(
        cells.get(1).replace("`", ""),
        settings,
        Integer.parseInt(cells.get(4)),
        Integer.parseInt(cells.get(5)));
  }

  /** The names of all files for a door. */
  public static List<String> files(String folder) {
    try (Stream<Path> files = Files.list(file(folder, ""))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path file(String folder, String name) {
    try {
      return Path.of(FormatsPage.class.getResource("/io/winnow/formats/" + folder).toURI())
          .resolve(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
