package io.winnow.jobs.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.jobs.lineage.Lineage.Node;
import io.winnow.workspace.RunId;
import io.winnow.workspace.RunManifest;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@link Lineage} for a person, within 80 columns but for paths. Runs have numbers, by which
 * those that read them refer to them. Runs that did a part of another one's work have none, and
 * stand with that one.
 */
public final class LineageText {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final String DELIVERY = "inbox:";

  private final JsonNode defaults;
  private final List<Node> shown = new ArrayList<>();
  private final Map<RunId, Node> nodes = new HashMap<>();
  private final Map<SortedMap<String, String>, Integer> settings = new HashMap<>();
  private final Set<String> sources = new HashSet<>();
  private final StringBuilder out = new StringBuilder();

  private LineageText(Lineage lineage, JsonNode defaults) {
    this.defaults = defaults;
    Set<RunId> parts = new HashSet<>();
    lineage.runs().forEach(node -> nodes.put(node.manifest().run(), node));
    lineage.runs().forEach(reader -> addParts(reader, reader, parts));
    shown.addAll(lineage.runs());
    shown.removeIf(node -> parts.contains(node.manifest().run()));
  }

  /** A part may have read another one, as a checkpoint that follows one. */
  private void addParts(Node reader, Node whole, Set<RunId> parts) {
    for (Node node : published(reader)) {
      if (node.isPartOf(whole) && parts.add(node.manifest().run())) {
        addParts(node, whole, parts);
      }
    }
  }

  /**
   * @param defaults of all settings: the text has those that differ
   */
  public static String of(Lineage lineage, JsonNode defaults) {
    LineageText text = new LineageText(lineage, defaults);
    text.shown.forEach(text::add);
    return text.out.toString();
  }

  private void add(Node node) {
    RunManifest manifest = node.manifest();
    int number = number(node);
    out.append(number == 1 ? "" : System.lineSeparator());
    String title =
        "%s, publication %d: %s, %s"
            .formatted(
                node.shelf(),
                node.sequence(),
                manifest.job(),
                manifest.ended().truncatedTo(ChronoUnit.SECONDS));
    out.append(Columns.wrapped("[%d] ".formatted(number), Printable.inLine(title)));
    row("run", "%s, seed %d".formatted(manifest.run(), manifest.seed()));
    row("command", "winnow " + String.join(" ", manifest.command()));
    row("counts", listed("%s %,d", manifest.counts()));
    row("numbers", listed("%s %.4f", manifest.numbers()));
    if (manifest.model() != null) {
      row("model", manifest.model().id());
      row("", manifest.model().sha256());
    }
    row("precision", manifest.precision() == null ? "" : manifest.precision());
    row("settings", settings(number, manifest));
    row("parts", parts(node));
    row("from", from(node));
    addSources(manifest);
  }

  private int number(Node node) {
    return shown.indexOf(node) + 1;
  }

  /** Runs that this one read from. */
  private List<Node> published(Node reader) {
    return reader.manifest().inputs().values().stream()
        .filter(RunManifest.Input::isPublished)
        .map(input -> nodes.get(input.run()))
        .distinct()
        .toList();
  }

  private String parts(Node whole) {
    Set<RunId> parts = new HashSet<>();
    addParts(whole, whole, parts);
    return parts.stream()
        .map(run -> nodes.get(run).manifest().job())
        .collect(Collectors.groupingBy(job -> job, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(job -> "%s, runs: %,d".formatted(job.getKey(), job.getValue()))
        .collect(Collectors.joining("; "));
  }

  private String from(Node reader) {
    return published(reader).stream()
        .filter(node -> !node.isPartOf(reader))
        .map(node -> "%s [%d]".formatted(node.shelf(), number(node)))
        .collect(Collectors.joining(", "));
  }

  /** What no run published; each source is named once. */
  private void addSources(RunManifest manifest) {
    int again = 0;
    for (Map.Entry<String, RunManifest.Input> entry : manifest.inputs().entrySet()) {
      RunManifest.Input input = entry.getValue();
      if (input.isPublished() || input.isAbsent()) {
        continue;
      }
      boolean isHash = SHA256.matcher(input.contentHash()).matches();
      if (isHash && !sources.add(input.source() + " " + input.contentHash())) {
        again++;
        continue;
      }
      boolean isDelivery = entry.getKey().startsWith(DELIVERY);
      row("read", isDelivery ? input.source() : entry.getKey() + " " + input.source());
      row("", isDelivery ? "" : listed("%s %,d", input.counts()));
      // Rules are words; a hash among them gets a line of its own.
      row("", isHash ? input.contentHash() : input.contentHash().replaceAll("=(\\w{64})", "= $1"));
    }
    row("read", again == 0 ? "" : "%,d more, named above".formatted(again));
  }

  /** Those that differ from the defaults; of runs that have the same, the first one tells them. */
  private String settings(int number, RunManifest manifest) {
    SortedMap<String, String> own = new TreeMap<>();
    collect("", manifest.config(), own);
    SortedMap<String, String> usual = new TreeMap<>();
    collect("", defaults, usual);
    own.entrySet().removeIf(it -> it.getValue().equals(usual.get(it.getKey())));
    Integer before = settings.putIfAbsent(own, number);
    if (before != null && !own.isEmpty()) {
      return "as [%d]".formatted(before);
    }
    return listed("%s=%s", own);
  }

  private static void collect(String key, JsonNode value, Map<String, String> all) {
    if (value.isObject()) {
      String prefix = key.isEmpty() ? "" : key + ".";
      value.fields().forEachRemaining(it -> collect(prefix + it.getKey(), it.getValue(), all));
    } else {
      all.put(key, value.isTextual() ? value.asText() : value.toString());
    }
  }

  private static String listed(String format, Map<String, ?> values) {
    return values.entrySet().stream()
        .map(it -> String.format(Locale.ROOT, format, it.getKey(), it.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Nothing, if there is nothing to say. */
  private void row(String name, String value) {
    if (!value.isEmpty()) {
      String lead = String.format(Locale.ROOT, "    %-10s ", name);
      out.append(Columns.wrapped(lead, Printable.inLine(value)));
    }
  }
}
