package io.winnow.workspace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * What a run made: written, but not yet part of the workspace.
 *
 * @param outputs name to folder or file
 * @param counts name to number of rows, or of whatever the name says
 * @param numbers summary figures for the manifest, such as F1
 * @param model that was read or written
 * @param precision the number format the model ran in
 * @param messages what to tell the person who started the run, once it is published
 */
public record Publication(
    SortedMap<String, Path> outputs,
    SortedMap<String, Long> counts,
    SortedMap<String, Double> numbers,
    Optional<RunManifest.Model> model,
    Optional<String> precision,
    List<String> messages) {

  public Publication {
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    messages = List.copyOf(messages);
  }

  /** One without anything. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a publication. For one thread. */
  public static final class Builder {

    private final TreeMap<String, Path> outputs = new TreeMap<>();
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private final TreeMap<String, Double> numbers = new TreeMap<>();
    private final List<String> messages = new ArrayList<>();
    private RunManifest.Model model;
    private String precision;

    private Builder() {}

    /** A table's folder, or a file. */
    public Builder output(String name, Path path) {
      outputs.put(name, path);
      return this;
    }

    public Builder outputs(Map<String, Path> some) {
      outputs.putAll(some);
      return this;
    }

    public Builder count(String name, long count) {
      counts.put(name, count);
      return this;
    }

    public Builder counts(Map<String, Long> some) {
      counts.putAll(some);
      return this;
    }

    public Builder number(String name, double value) {
      numbers.put(name, value);
      return this;
    }

    public Builder model(String id, String sha256) {
      model = new RunManifest.Model(id, sha256);
      return this;
    }

    public Builder precision(String format) {
      precision = format;
      return this;
    }

    /** A message of one or more lines. */
    public Builder say(String message) {
      messages.add(message);
      return this;
    }

    public Publication build() {
      return new Publication(
          outputs,
          counts,
          numbers,
          Optional.ofNullable(model),
          Optional.ofNullable(precision),
          messages);
    }
  }
}
