package io.winnow.jobs.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.winnow.exchange.DataSetColumns;
import io.winnow.exchange.DataSetFormat;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * The page of a data set: a card as the HuggingFace hub reads it
 * (huggingface.co/docs/hub/datasets-cards), with metadata in front and what a person wants to know.
 *
 * @param written what went out by split
 */
record DataSetCard(
    Runner runner,
    Published published,
    Pointer labels,
    LabelScheme types,
    DataSetFormat format,
    Map<LabelledSplit, SplitTally> written) {

  static final String FILE = "README.md";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private static final long FIRST_SIZE = 1000;

  String text() {
    List<String> page = new ArrayList<>();
    page.add("---\n" + yaml() + "---");
    page.add("# Named entities: " + String.join(", ", types.types()));
    page.add(
        "Exported by Winnow %s from the label store of %s (merge %d). Offsets count Unicode code points."
            .formatted(
                runner.host().versions().get("winnow"),
                runner.clock().instant().toString().substring(0, "2000-01-01".length()),
                labels.sequence()));
    page.add(table());
    page.add("## How to read it\n\n" + DataSetRecipes.of(format));
    page.add("## How the labels came about\n\n" + origins());
    page.add("## Lineage\n\n" + lineage());
    return String.join("\n\n", page) + "\n";
  }

  private String yaml() {
    ObjectNode front = node();
    front.putArray("task_categories").add("token-classification");
    front.putArray("size_categories").add(sizeCategory());
    if (format == DataSetFormat.HUGGINGFACE) {
      front.set("dataset_info", info());
    }
    ArrayNode files =
        front.putArray("configs").addObject().put("config_name", "default").putArray("data_files");
    written
        .keySet()
        .forEach(
            split ->
                files
                    .addObject()
                    .put("split", split.name())
                    .put("path", format.file(split.name())));
    try {
      return YAML.writeValueAsString(front);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write the front matter of a data set card", e);
    }
  }

  private ObjectNode info() {
    ObjectNode info = node();
    DataSetColumns columns =
        new DataSetColumns(types, written.keySet().iterator().next().about().features());
    info.set("features", columns.features().yaml().get("struct"));
    ArrayNode splits = info.putArray("splits");
    written.forEach(
        (split, tally) ->
            splits
                .addObject()
                .put("name", split.name())
                .put("num_bytes", tally.bytes())
                .put("num_examples", tally.sentences()));
    return info.put("download_size", sum(SplitTally::fileBytes))
        .put("dataset_size", sum(SplitTally::bytes));
  }

  /** As the hub groups data sets, such as {@code 1K<n<10K}. */
  private String sizeCategory() {
    long sentences = sum(SplitTally::sentences);
    if (sentences < FIRST_SIZE) {
      return "n<1K";
    }
    List<String> steps = List.of("1K", "10K", "100K", "1M", "10M", "100M", "1B");
    int step = Math.min((int) Math.log10(sentences) - 3, steps.size() - 2);
    return "%s<n<%s".formatted(steps.get(step), steps.get(step + 1));
  }

  private long sum(Function<SplitTally, Long> of) {
    return written.values().stream().mapToLong(of::apply).sum();
  }

  private String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| split | file | sentences | words | entities |" + cells(types.types()));
    lines.add("|---|---|---|---|---|" + "---|".repeat(types.types().size()));
    written.forEach(
        (split, tally) ->
            lines.add(
                "| %s | `%s` | %,d | %,d | %,d |%s"
                    .formatted(
                        split.name(),
                        format.file(split.name()),
                        tally.sentences(),
                        tally.words(),
                        tally.entities(),
                        cells(
                            types.types().stream()
                                .map(type -> number(tally.types().getOrDefault(type, 0L)))
                                .toList()))));
    return String.join("\n", lines);
  }

  private static String cells(List<String> values) {
    return values.stream().map(it -> " %s |".formatted(cell(it))).collect(Collectors.joining());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private String origins() {
    List<String> lines = new ArrayList<>();
    written.forEach(
        (split, tally) -> {
          lines.add("- %s: settled by %s".formatted(split.name(), listed(tally.adjudicators())));
          if (!tally.annotators().isEmpty()) {
            lines.add("  - sentences by annotator: " + listed(tally.annotators()));
          }
          if (!tally.rounds().isEmpty()) {
            lines.add("  - sentences by round: " + listed(tally.rounds()));
          }
          if (split.leftOut() > 0) {
            lines.add("  - left out: %s %s".formatted(number(split.leftOut()), split.why()));
          }
        });
    lines.add("");
    lines.add(
        "`gold` came with the corpus, `person` is a person's decision; anything else is the method"
            + " by which the answers of annotators became labels. `confidence` is that method's,"
            + " from 0 to 1.");
    return String.join("\n", lines);
  }

  private static String listed(Map<?, Long> sentences) {
    return sentences.entrySet().stream()
        .map(it -> "%s (%s)".formatted(it.getKey(), number(it.getValue())))
        .collect(Collectors.joining(", "));
  }

  /** Files by their names alone: where they lie is no one else's business. */
  private String lineage() {
    List<String> lines = new ArrayList<>();
    RunManifest read = published.manifest(published.corpus());
    read.inputs()
        .forEach(
            (name, input) -> {
              if (!input.isPublished() && !input.isAbsent()) {
                lines.add(
                    "- %s: `%s`, SHA-256 `%s`"
                        .formatted(name, new Path(input.source()).getName(), input.contentHash()));
              }
            });
    RunManifest merged = published.manifest(labels);
    lines.add(
        "- merge: run `%s`, %s; corpus: run `%s`"
            .formatted(labels.run(), labels.published(), published.corpus().run()));
    lines.add("- seed: %d".formatted(merged.seed()));
    Map<String, String> settings = new TreeMap<>();
    for (String section : List.of("labels", "merge")) {
      collect(section, merged.config().path(section), settings);
    }
    new TreeSet<>(settings.keySet())
        .forEach(key -> lines.add("- `%s = %s`".formatted(key, settings.get(key))));
    return String.join("\n", lines);
  }

  private static void collect(String key, JsonNode value, Map<String, String> all) {
    if (key.equals("merge.limits")) {
      return; // What reading may take says nothing about labels.
    }
    if (value.isObject()) {
      value.properties().forEach(it -> collect(key + "." + it.getKey(), it.getValue(), all));
    } else {
      all.put(key, value.isTextual() ? value.asText() : value.toString());
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
