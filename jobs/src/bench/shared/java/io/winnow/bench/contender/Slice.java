package io.winnow.bench.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some sentences in a folder, twice: as a Parquet table for those who run on Spark, as lines for
 * those who don't.
 */
public record Slice(Path folder) {

  /** A sentence by its words. */
  public record Line(String id, List<String> words) {}

  /** Columns {@code id}, {@code text}, {@code words list<struct<text,start,end>>} and others. */
  public Path table() {
    return folder.resolve("table");
  }

  public List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(linesFile())) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> fields = Arrays.asList(line.split("\t"));
        lines.add(new Line(fields.get(0), fields.subList(1, fields.size())));
      }
    }
    return lines;
  }

  public void write(List<Line> lines) throws IOException {
    try (Writer writer = Files.newBufferedWriter(linesFile())) {
      for (Line line : lines) {
        writer.write(line.id() + "\t" + String.join("\t", line.words()) + "\n");
      }
    }
  }

  private Path linesFile() {
    return folder.resolve("lines.tsv");
  }
}
