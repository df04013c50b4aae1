package io.winnow.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.winnow.bench.contender.BestTags;
import io.winnow.bench.contender.Speller.Spelled;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A token classifier in ONNX Runtime, one thread a batch, fp32, all optimisations. */
final class OnnxSession {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxSession(Path onnx) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    session = environment.createSession(onnx.toString(), options);
  }

  /**
   * @param batch longest first
   * @return by id
   */
  Map<String, BestTags> read(List<Spelled> batch) throws OrtException {
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
        OnnxTensor typeTensor = OnnxTensor.createTensor(environment, types, shape)) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("input_ids", idTensor);
      inputs.put("attention_mask", maskTensor);
      inputs.put("token_type_ids", typeTensor);
      inputs.keySet().retainAll(session.getInputNames());
      try (OrtSession.Result result = session.run(inputs)) {
        return tagged(batch, width, (OnnxTensor) result.get(OnnxExport.LOGITS).orElseThrow());
      }
    }
  }

  private static Map<String, BestTags> tagged(List<Spelled> batch, int width, OnnxTensor logits) {
    int tags = (int) logits.getInfo().getShape()[2];
    FloatBuffer values = logits.getFloatBuffer();
    Map<String, BestTags> tagged = new HashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      int from = row * width;
      Spelled sentence = batch.get(row);
      tagged.put(
          sentence.id(),
          BestTags.of(sentence.firsts(), tags, (i, tag) -> values.get((from + i) * tags + tag)));
    }
    return tagged;
  }
}
