package io.winnow.jobs.merge;

import io.winnow.contract.ReturnSink.DeliveredAgain;
import io.winnow.contract.ReturnSink.FileFacts;
import io.winnow.display.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a merge says of the files that it read: what it left out, and what it took to be meant. */
final class ReadFiles {

  /** Files with the same columns beyond those needed: the first one, and how many there are. */
  private record Alike(String first, int count) {

    Alike plus(Alike other) {
      return new Alike(first, count + other.count);
    }

    @Override
    public String toString() {
      return first + (count == 1 ? "" : " and %,d more".formatted(count - 1));
    }
  }

  /** Of each kind; a delivery may have ten thousand files. */
  private static final int MOST_SHOWN = 20;

  private static final int AGAIN_TOLD = 5;

  private final Map<List<String>, Alike> unused = new LinkedHashMap<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private int again;
  private int otherUnused;
  private int otherWarnings;

  void add(FileFacts file) {
    if (!file.unused().isEmpty()
        && unused.size() == MOST_SHOWN
        && !unused.containsKey(file.unused())) {
      otherUnused++;
    } else if (!file.unused().isEmpty()) {
      unused.merge(file.unused(), new Alike(Excerpt.of(file.file()), 1), Alike::plus);
    }
    file.dropped().forEach((type, spans) -> dropped.merge(type, spans, Long::sum));
    String name = Excerpt.of(file.file());
    for (String remark : file.remarks()) {
      if (warnings.size() < MOST_SHOWN) {
        warnings.add("Warning: %s %s".formatted(name, remark));
      } else {
        otherWarnings++;
      }
    }
  }

  void add(DeliveredAgain file) {
    again++;
    if (again <= AGAIN_TOLD) {
      warnings.add(
          "Delivered again: rounds/%s is rounds/%s once more (batch %s; SHA-256 %s); it changes nothing"
              .formatted(
                  Excerpt.of(file.file()),
                  Excerpt.of(file.first()),
                  Excerpt.of(String.join(", ", file.batches())),
                  file.sha256()));
    }
  }

  /** One after the other; none if all was as usual. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!dropped.isEmpty()) {
      lines.add(
          "Left out: %,d entities of types that labels.map drops (%s)"
              .formatted(
                  dropped.values().stream().mapToLong(Long::longValue).sum(),
                  dropped.entrySet().stream()
                      .map(type -> "%s %,d".formatted(Excerpt.of(type.getKey()), type.getValue()))
                      .collect(Collectors.joining(", "))));
    }
    unused.forEach(
        (columns, files) ->
            lines.add("Not used: columns %s of %s".formatted(Excerpt.list(columns), files)));
    if (otherUnused > 0) {
      lines.add("Not used: columns of %,d more files".formatted(otherUnused));
    }
    lines.addAll(warnings);
    if (otherWarnings > 0) {
      lines.add("Warning: %,d more such warnings".formatted(otherWarnings));
    }
    if (again > AGAIN_TOLD) {
      lines.add("Delivered again: %,d more files".formatted(again - AGAIN_TOLD));
    }
    return lines;
  }
}
