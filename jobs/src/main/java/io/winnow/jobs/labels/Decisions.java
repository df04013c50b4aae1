package io.winnow.jobs.labels;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.jobs.Published;
import io.winnow.text.EntitySpan;
import io.winnow.workspace.Json;
import io.winnow.workspace.Workspace;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that people have decided so far. Each decision is a publication of its own on the workspace's
 * shelf, with the whole state after it; so no decision is lost, and a merge can name the one that
 * it used.
 *
 * @param excluded annotators whose answers don't count
 * @param settled sentence id to the label that a person gave it
 */
public record Decisions(SortedSet<String> excluded, SortedMap<String, Settlement> settled) {

  static final String OUTPUT = "decisions";

  private static final Decisions NONE = new Decisions(new TreeSet<>(), new TreeMap<>());

  /**
   * A person's word on a sentence.
   *
   * @param spans none overlap
   * @param by who decided
   */
  public record Settlement(List<EntitySpan> spans, String by) {

    public Settlement {
      spans = spans.stream().sorted().toList();
    }

    /** A person's word is certain. */
    public List<ConfidentSpan> certain() {
      return spans.stream().map(span -> new ConfidentSpan(span, 1)).toList();
    }
  }

  public Decisions {
    excluded = Collections.unmodifiableSortedSet(new TreeSet<>(excluded));
    settled = Collections.unmodifiableSortedMap(new TreeMap<>(settled));
  }

  public static Decisions of(Published published) {
    Workspace workspace = published.workspace();
    return published
        .latest(workspace.decisions())
        .flatMap(pointer -> workspace.readText(pointer.output(OUTPUT)))
        .map(json -> Json.read(json, Decisions.class))
        .orElse(NONE);
  }
}
