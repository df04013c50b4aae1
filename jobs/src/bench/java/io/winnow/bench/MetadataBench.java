package io.winnow.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ten columns of metadata cost, from the corpus to the data set: init with documents, a
 * selection with a condition and strata, a hand-off with context and metadata, an export. Beside
 * it, the same sentences without any of it. Both take turns; each command has a JVM of its own.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.MetadataBench \
 *     -Dbench.args="BOOKS.txt.gz 1000000 2"
 * </pre>
 */
public final class MetadataBench {

  private static final int DOCUMENT = 40;
  private static final List<String> LANGUAGES = List.of("de", "en", "fr", "it");
  private static final List<String> SOURCES = List.of("wire", "blog", "mail", "chat", "book");

  private static final List<String> PLAIN =
      List.of(
          "--set=labels.types=[PER]",
          "--set=init.source=books",
          "--set=select.budget-sentences=5000",
          "--set=select.strategy=random");

  private static final List<String> DESCRIBED =
      List.of(
          "--set=labels.types=[PER]",
          "--set=init.source=books",
          "--set=init.document=doc",
          "--set=select.budget-sentences=5000",
          "--set=select.strategy=random + strata(by=source)",
          "--set=select.where=lang <> 'it' AND year >= 1990",
          "--set=vendor.context-sentences=2",
          "--set=vendor.metadata=[lang,source,date]");

  private MetadataBench() {}

  /**
   * @param arguments a file of sentences, how many, how many turns
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    int sentences = Integer.parseInt(arguments[1]);
    Path folder = BenchFolders.temporary("winnow-metadata");
    List<String> texts = Books.all(file);
    Path plain = write(texts, sentences, false, folder.resolve("plain.jsonl"));
    Path described = write(texts, sentences, true, folder.resolve("described.jsonl"));
    System.out.printf(
        "%-8s %22s %22s %9s%n", "command", "without: CPU-s, MiB", "with: CPU-s, MiB", "CPU ratio");
    for (int turn = 0; turn < Integer.parseInt(arguments[2]); turn++) {
      Map<String, ProcessUsage> without = run(plain, folder.resolve("plain-" + turn), PLAIN);
      Map<String, ProcessUsage> with =
          run(described, folder.resolve("described-" + turn), DESCRIBED);
      without.forEach((command, usage) -> print(command, usage, with.get(command)));
      System.out.printf(
          "%-8s %48.2f%n", "all", total(with.values()) / total(without.values()));
    }
  }

  private static double total(Iterable<ProcessUsage> commands) {
    double all = 0;
    for (ProcessUsage usage : commands) {
      all += usage.cpuSeconds();
    }
    return all;
  }

  private static void print(String command, ProcessUsage without, ProcessUsage with) {
    System.out.printf(
        "%-8s %14.1f %7d %14.1f %7d %9.2f%n",
        command,
        without.cpuSeconds(),
        without.highestResidentMiB(),
        with.cpuSeconds(),
        with.highestResidentMiB(),
        with.cpuSeconds() / without.cpuSeconds());
  }

  private static Map<String, ProcessUsage> run(Path input, Path workspace, List<String> settings)
      throws IOException, InterruptedException {
    Map<String, ProcessUsage> usages = new LinkedHashMap<>();
    usages.put("init", winnow(workspace, settings, "init", "--input=" + input));
    usages.put("select", winnow(workspace, settings, "select"));
    winnow(workspace, settings, "vendor", "simulate");
    winnow(workspace, settings, "merge");
    usages.put(
        "export",
        winnow(
            workspace,
            settings,
            "labels",
            "export",
            "--format=huggingface",
            "--to=" + workspace.resolveSibling(workspace.getFileName() + "-set")));
    return usages;
  }

  private static Path write(List<String> texts, int sentences, boolean isDescribed, Path file)
      throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < sentences; i++) {
        // Each text once: the number keeps copies apart.
        String text = texts.get(i % texts.size()) + " " + i;
        ObjectNode record = JsonFormat.MAPPER.createObjectNode().put("text", text);
        record
            .putArray("spans")
            .addObject()
            .put("start", text.length() - String.valueOf(i).length())
            .put("end", text.length())
            .put("type", "PER");
        if (isDescribed) {
          describe(record, i);
        }
        out.write(record + "\n");
      }
    }
    return file;
  }

  private static void describe(ObjectNode record, int i) {
    int document = i / DOCUMENT;
    record
        .put("doc", "book-%06d".formatted(document))
        .put("lang", LANGUAGES.get(document % LANGUAGES.size()))
        .put("source", SOURCES.get(document % SOURCES.size()))
        .put("year", 1980 + document % 45)
        .put("date", "%d-%02d-01".formatted(1980 + document % 45, 1 + document % 12))
        .put("author", "author-" + document % 1000)
        .put("customer", "customer-" + i % 77)
        .put("score", i % 100 / 100.0)
        .put("checked", i % 3 == 0)
        .put("page", i % DOCUMENT);
  }

  private static ProcessUsage winnow(Path workspace, List<String> settings, String... words)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(settings);
    all.add("--workspace=" + workspace);
    return WinnowCommand.run(all.toArray(String[]::new));
  }
}
