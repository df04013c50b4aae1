package io.winnow.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.winnow.bench.contender.Contender;
import io.winnow.bench.contender.Pass;
import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.Speller;
import io.winnow.bench.contender.Speller.Spelled;
import io.winnow.bench.contender.BestTags;
import io.winnow.bench.contender.TwoCores;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
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

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Speller speller;
  private final ExecutorService threads = Executors.newFixedThreadPool(TwoCores.CORES);

  private OnnxRuntimeContender(Path onnx, Path tokenizer, int longest) throws Exception {
    environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    session = environment.createSession(onnx.toString(), options);
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
        for (Map<String, BestTags> batch : inParallel(parts(spelled, BATCH), part -> read(part))) {
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

  private Map<String, BestTags> read(List<Spelled> batch) throws OrtException {
    // Longest first.
    int width = batch.get(0).length();
    LongBuffer ids = LongBuffer.allocate(batch.size() * width);
    LongBuffer mask = LongBuffer.allocate(batch.size() * width);
    for (int row = 0; row < batch.size(); row++) {
      for (int i = 0; i < batch.get(row).length(); i++) {
        ids.put(row * width + i, batch.get(row).ids()[i]);
        mask.put(row * width + i, 1);
      }
    }
    LongBuffer types = LongBuffer.allocate(batch.size() * width);
    long[] shape = {batch.size(), width};
    try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids, shape);
        OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask, shape);
        OnnxTensor typeTensor = OnnxTensor.createTensor(environment, types, shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typeTensor))) {
      OnnxTensor logits = (OnnxTensor) result.get(OnnxExport.LOGITS).orElseThrow();
      int tags = (int) logits.getInfo().getShape()[2];
      FloatBuffer values = logits.getFloatBuffer();
      Map<String, BestTags> tagged = new HashMap<>();
      for (int row = 0; row < batch.size(); row++) {
        int from = row * width;
        Spelled sentence = batch.get(row);
        tagged.put(
            sentence.id(),
            BestTags.of(
                sentence.firsts(), tags, (i, tag) -> values.get((from + i) * tags + tag)));
      }
      return tagged;
    }
  }
}
