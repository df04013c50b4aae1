package io.winnow.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The encoder that comes with Winnow: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; 6 layers
 * of width 384, uncased).
 */
public final class EmbeddedEncoder {

  public static final String NAME = "all-MiniLM-L6-v2";

  private static final OnnxEncoder ENCODER =
      new OnnxEncoder(
          "sentence-transformers/" + NAME,
          "all-minilm-l6-v2.onnx",
          "all-minilm-l6-v2-tokenizer.json",
          6);

  private EmbeddedEncoder() {}

  /**
   * @param folder an existing, empty folder
   */
  public static void write(Path folder) throws IOException {
    ENCODER.write(folder);
  }
}
