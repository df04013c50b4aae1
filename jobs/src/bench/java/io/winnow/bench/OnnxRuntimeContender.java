package io.winnow.bench;

import ai.onnxruntime.OrtException;
import io.winnow.bench.contender.BestTags;
import io.winnow.bench.contender.Contender;
import io.winnow.bench.contender.Pass;
import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.Speller;
import io.winnow.bench.contender.Speller.Spelled;
import io.winnow.bench.contender.TwoCores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * ONNX Runtime alone: words in Java lists in, the best tag of each word and its log-probability in
 * Java arrays out; no Spark, no files. Tokenises, sorts by length, batches of 64, fp32, and two
 * threads that each run a batch on one core, which is faster than one batch on two cores.
 */
public final class OnnxRuntimeContender implements Contender {

  private static final int BATCH = 64;

  private final OnnxSession session;
  private final Speller speller;
  private final ExecutorService threads = Executors.newFixedThreadPool(TwoCores.CORES);

  private OnnxRuntimeContender(Path onnx, Path tokenizer, int longest) throws Exception {
    session = new OnnxSession(onnx);
    speller = new Speller(tokenizer, longest);
  }

  /**
   * @param arguments the ONNX file, the tokenizer's file, sub-words the model reads at once
   */
  public static void main(String[] arguments) throws Exception {
    Protocol.serve(
        new OnnxRuntimeContender(
            Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2])));
  }

  @Override
  public Pass over(Slice sentences, Path output) throws Exception {
    List<Slice.Line> lines = sentences.lines();
    Map<String, BestTags> tagged = new HashMap<>();
    return new Pass() {
      @Override
      public Map<String, Double> run() throws Exception {
        List<Spelled> spelled = new ArrayList<>();
        for (List<Spelled> part : inParallel(parts(lines, 256), part -> spell(part))) {
          spelled.addAll(part);
        }
        spelled.sort(Comparator.comparingInt(Spelled::length).reversed());
        for (Map<String, BestTags> batch : inParallel(parts(spelled, BATCH), session::read)) {
          tagged.putAll(batch);
        }
        return Map.of();
      }

      @Override
      public Map<String, Double> mnlp() {
        Map<String, Double> mnlp = new HashMap<>();
        tagged.forEach((id, sentence) -> mnlp.put(id, sentence.mnlp()));
        return mnlp;
      }
    };
  }

  private interface Step<A, B> {
    B apply(A part) throws OrtException;
  }

  private <A, B> List<B> inParallel(List<A> parts, Step<A, B> step) throws Exception {
    List<Callable<B>> calls = new ArrayList<>();
    parts.forEach(part -> calls.add(() -> step.apply(part)));
    List<B> results = new ArrayList<>();
    for (Future<B> done : threads.invokeAll(calls)) {
      results.add(done.get());
    }
    return results;
  }

  private static <T> List<List<T>> parts(List<T> all, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return parts;
  }

  private List<Spelled> spell(List<Slice.Line> lines) {
    return lines.stream()
        .map(line -> speller.spell(line.id(), line.words()).orElseThrow())
        .toList();
  }
}
