package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A tiny checkpoint of one family, and what transformers computes from it; {@code make.py} beside
 * them wrote both.
 */
record EncoderFixture(String name, Path folder, List<Sentence> sentences) {

  /**
   * @param wordIds -1 for special tokens
   * @param logits [sub-words, tags]
   * @param states [sub-words, hidden]; null for long sentences
   */
  record Sentence(
      List<String> words, int[] ids, int[] wordIds, float[][] logits, float[][] states) {

    /** The whole sentence as one window, its words' first sub-words chosen. */
    Window window() {
      int[] firsts =
          IntStream.range(0, ids.length)
              .filter(i -> wordIds[i] >= 0 && wordIds[i] != wordIds[i - 1])
              .toArray();
      return new Window(ids, firsts, IntStream.range(0, firsts.length).toArray());
    }
  }

  static Stream<EncoderFixture> all() {
    try (Stream<Path> folders = Files.list(root())) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(EncoderFixture::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static EncoderFixture named(String name) {
    return read(root().resolve(name));
  }

  private static Path root() {
    try {
      return Path.of(EncoderFixture.class.getResource("/io/winnow/encoders").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EncoderFixture read(Path folder) {
    try {
      JsonNode json = JsonFormat.MAPPER.readTree(folder.resolve("expected.json").toFile());
      List<Sentence> sentences = new ArrayList<>();
      for (JsonNode sentence : json.path("sentences")) {
        sentences.add(
            new Sentence(
                stream(sentence.path("words")).map(JsonNode::asText).toList(),
                stream(sentence.path("input_ids")).mapToInt(JsonNode::asInt).toArray(),
                stream(sentence.path("word_ids"))
                    .mapToInt(it -> it.isNull() ? -1 : it.asInt())
                    .toArray(),
                matrix(sentence.path("logits")),
                matrix(sentence.path("last_hidden_state"))));
      }
      return new EncoderFixture(folder.getFileName().toString(), folder, sentences);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static float[][] matrix(JsonNode rows) {
    if (!rows.isArray()) {
      return null;
    }
    return stream(rows)
        .map(
            row -> {
              float[] values = new float[row.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) row.get(i).asDouble();
              }
              return values;
            })
        .toArray(float[][]::new);
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  @Override
  public String toString() {
    return name;
  }
}
