package io.winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.model.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The same model in every form that a contender asks for.
 *
 * @param checkpoint as Winnow reads it
 * @param exported a folder as Spark NLP imports it: {@code model.onnx}, {@code assets/vocab.txt},
 *     {@code assets/labels.txt}
 */
record ModelFolder(Path checkpoint, Path exported) {

  static ModelFolder of(Path checkpoint, Path exported) throws IOException {
    Path assets = Files.createDirectories(exported.resolve("assets"));
    ModelFolder folder = new ModelFolder(checkpoint, exported);
    OnnxExport.write(checkpoint, folder.onnx());
    Files.write(assets.resolve("vocab.txt"), vocabulary(folder.tokenizer()));
    Files.write(
        assets.resolve("labels.txt"), Checkpoint.open(checkpoint).labelScheme().orElseThrow().tags());
    return folder;
  }

  Path onnx() {
    return exported.resolve("model.onnx");
  }

  Path tokenizer() {
    return checkpoint.resolve(Checkpoint.TOKENIZER);
  }

  /** A sub-word a line, in the order of their ids. */
  private static List<String> vocabulary(Path tokenizer) throws IOException {
    JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(tokenizer));
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
    json.path("model").path("vocab").fields().forEachRemaining(entries::add);
    entries.sort(Comparator.comparingInt(entry -> entry.getValue().asInt()));
    return entries.stream().map(Map.Entry::getKey).toList();
  }
}
