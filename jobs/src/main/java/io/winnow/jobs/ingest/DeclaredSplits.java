package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Which files are which part of a data set by the front matter of its README.md: {@code configs:
 * [{config_name: default, data_files: [{split: train, path: data/a-*.jsonl}]}]}. It goes before
 * what the files' names say, as on the hub.
 */
record DeclaredSplits(List<Rule> rules) {

  /**
   * @param split empty if its name tells none
   */
  private record Rule(Optional<Split> split, PathMatcher files) {

    private static Rule of(String split, String glob) {
      PathMatcher files =
          FileSystems.getDefault().getPathMatcher("glob:" + glob.replaceFirst("^\\./", ""));
      return new Rule(Split.ofName(split), files);
    }
  }

  /**
   * @param folder whose README.md is looked at, if there is one
   * @return empty if it names no files
   * @throws InputException if it names those of several data sets, and none as the default
   */
  static Optional<DeclaredSplits> of(Configuration hadoop, Path folder) {
    Path readme = new Path(folder, "README.md");
    List<JsonNode> configurations = new ArrayList<>();
    for (JsonNode one : HubMetadata.frontMatter(hadoop, readme).path("configs")) {
      if (one.hasNonNull("data_files")) {
        configurations.add(one);
      }
    }
    if (configurations.isEmpty()) {
      return Optional.empty();
    }
    List<Rule> rules = new ArrayList<>();
    add(rules, "train", chosen(configurations, readme).get("data_files"));
    return Optional.of(new DeclaredSplits(rules));
  }

  /** Whether the file is of any of them. */
  boolean has(String path) {
    return rules.stream().anyMatch(rule -> rule.files.matches(java.nio.file.Path.of(path)));
  }

  Optional<Split> split(String path) {
    return rules.stream()
        .filter(rule -> rule.files.matches(java.nio.file.Path.of(path)))
        .findFirst()
        .flatMap(Rule::split);
  }

  private static JsonNode chosen(List<JsonNode> configurations, Path readme) {
    if (configurations.size() == 1) {
      return configurations.get(0);
    }
    return configurations.stream()
        .filter(it -> it.path("default").asBoolean() || name(it).equals("default"))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot tell which data set to read: %s names several configurations: %s; give the files of one by their own paths, as --input and --holdout"
                        .formatted(
                            readme,
                            configurations.stream()
                                .map(DeclaredSplits::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static String name(JsonNode configuration) {
    return configuration.path("config_name").asText();
  }

  /** Without a split's name, files are the train set. */
  private static void add(List<Rule> rules, String split, JsonNode files) {
    if (files.isTextual()) {
      rules.add(Rule.of(split, files.textValue()));
    } else if (files.isObject() && files.has("path")) {
      add(rules, files.path("split").asText(split), files.get("path"));
    } else if (files.isObject()) {
      files.fields().forEachRemaining(it -> add(rules, it.getKey(), it.getValue()));
    } else {
      files.forEach(it -> add(rules, split, it));
    }
  }
}
