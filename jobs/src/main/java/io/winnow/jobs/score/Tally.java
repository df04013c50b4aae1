package io.winnow.jobs.score;

import io.winnow.spark.ScoringCounters;
import io.winnow.workspace.Pointer;
import java.util.Map;

/**
 * What scoring has done and what it cost; tokens are sub-words.
 *
 * @param setAside sentences that could not be read
 * @param paddedTokens computed on, padding included
 * @param batches calls of the model
 * @param modelLoads one for each executor and device, if all is well
 */
public record Tally(
    long sentences, long setAside, long tokens, long paddedTokens, long batches, long modelLoads) {

  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  static Tally of(long sentences, long setAside, ScoringCounters counters) {
    return new Tally(
        sentences,
        setAside,
        counters.tokens().sum(),
        counters.paddedTokens().sum(),
        counters.batches().sum(),
        counters.modelLoads().sum());
  }

  /** As a run before has published it. */
  static Tally of(Pointer done) {
    return new Tally(
        done.count("sentences"),
        done.count("set_aside"),
        done.count("tokens"),
        done.count("padded_tokens"),
        done.count("batches"),
        done.count("model_loads"));
  }

  Map<String, Long> counts() {
    return Map.of(
        "sentences", sentences,
        "set_aside", setAside,
        "tokens", tokens,
        "padded_tokens", paddedTokens,
        "batches", batches,
        "model_loads", modelLoads);
  }

  Tally plus(Tally other) {
    return new Tally(
        sentences + other.sentences,
        setAside + other.setAside,
        tokens + other.tokens,
        paddedTokens + other.paddedTokens,
        batches + other.batches,
        modelLoads + other.modelLoads);
  }

  /** Computed on for each one read, at least 1; 1 before anything was read. */
  public double padding() {
    return tokens == 0 ? 1 : (double) paddedTokens / tokens;
  }
}
