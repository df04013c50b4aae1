package io.winnow.workspace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** What a run made: written, but not yet part of the workspace. For one thread. */
public final class Publication {

  private final SortedMap<String, Path> outputs = new TreeMap<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final SortedMap<String, Double> numbers = new TreeMap<>();
  private final List<String> messages = new ArrayList<>();
  private RuntimeException failure;
  private RunManifest.Model model;
  private String precision;

  /** A table's folder, or a file. */
  public Publication output(String name, Path path) {
    outputs.put(name, path);
    return this;
  }

  public Publication outputs(Map<String, Path> some) {
    outputs.putAll(some);
    return this;
  }

  /** A number of rows, or of whatever the name says. */
  public Publication count(String name, long count) {
    counts.put(name, count);
    return this;
  }

  public Publication counts(Map<String, Long> some) {
    counts.putAll(some);
    return this;
  }

  /** A summary figure for the manifest, such as F1. */
  public Publication number(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  /** The model that was read or written. */
  public Publication model(String name, String sha256) {
    model = new RunManifest.Model(name, sha256);
    return this;
  }

  /** The number format the model ran in. */
  public Publication precision(String format) {
    precision = format;
    return this;
  }

  /** One or more lines to tell the person who started the run, once it is published. */
  public Publication say(String message) {
    messages.add(message);
    return this;
  }

  /** What the run ends in, once this is published: it did all it could, and that was not all. */
  public Publication failure(RuntimeException why) {
    failure = why;
    return this;
  }

  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  public SortedMap<String, Path> outputs() {
    return Collections.unmodifiableSortedMap(outputs);
  }

  public SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  public SortedMap<String, Double> numbers() {
    return Collections.unmodifiableSortedMap(numbers);
  }

  public Optional<RunManifest.Model> model() {
    return Optional.ofNullable(model);
  }

  public Optional<String> precision() {
    return Optional.ofNullable(precision);
  }

  public List<String> messages() {
    return Collections.unmodifiableList(messages);
  }
}
