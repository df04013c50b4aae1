package io.winnow.jobs.ingest;

import io.winnow.columns.ColumnSentences;
import io.winnow.columns.Layout;
import io.winnow.columns.LayoutException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to say of the columns of an input's files. */
record ColumnNotes(List<FileColumns> files) {

  /** Files whose remarks are shown: what is odd in one is often so in all. */
  private static final int MOST_FILES = 10;

  /**
   * The columns of a file.
   *
   * @param columns how many
   * @param meaning which is what; empty if it can't be told
   * @param notes of the file, a line each
   * @param refusal why it can't be told; empty if it can
   */
  record FileColumns(String file, int columns, String meaning, List<String> notes, String refusal)
      implements Serializable {

    private static final long serialVersionUID = 1L;

    static FileColumns of(String file, ColumnSentences sentences) throws IOException {
      try {
        Layout layout = sentences.layout();
        return new FileColumns(file, layout.columns(), layout.meaning(), sentences.notes(file), "");
      } catch (LayoutException e) {
        return new FileColumns(file, 0, "", List.of(), e.in(file));
      }
    }
  }

  /**
   * @throws InputException if a file's columns can't be told
   */
  List<String> lines(String uri) {
    List<String> refusals =
        files.stream().map(FileColumns::refusal).filter(it -> !it.isEmpty()).toList();
    if (!refusals.isEmpty()) {
      int more = refusals.size() - 1;
      throw new InputException(
          "Cannot read %s: %s%s"
              .formatted(
                  uri,
                  refusals.get(0),
                  more == 0 ? "" : " (and so in %d more files)".formatted(more)));
    }
    List<String> lines = new ArrayList<>();
    Map<String, List<FileColumns>> byMeaning = new LinkedHashMap<>();
    for (FileColumns file : files) {
      byMeaning.computeIfAbsent(file.meaning(), any -> new ArrayList<>()).add(file);
    }
    for (List<FileColumns> alike : byMeaning.values()) {
      List<FileColumns> noted = alike.stream().filter(it -> !it.notes().isEmpty()).toList();
      noted.stream().limit(MOST_FILES).forEach(it -> lines.addAll(it.notes()));
      if (noted.size() > MOST_FILES) {
        lines.add("and so in %d more files".formatted(noted.size() - MOST_FILES));
      }
    }
    lines.addAll(differences());
    return lines;
  }

  /** Files of as many columns that are not of the same meaning. */
  private List<String> differences() {
    List<String> lines = new ArrayList<>();
    Map<Integer, FileColumns> firsts = new LinkedHashMap<>();
    for (FileColumns file : files) {
      FileColumns first = firsts.putIfAbsent(file.columns(), file);
      if (first != null && !first.meaning().equals(file.meaning())) {
        lines.add(
            "%sfiles of %d columns differ: in %s %s; in %s %s"
                .formatted(
                    Layout.WARNING,
                    file.columns(),
                    first.file(),
                    first.meaning(),
                    file.file(),
                    file.meaning()));
      }
    }
    return lines.size() > MOST_FILES ? lines.subList(0, MOST_FILES) : lines;
  }
}
