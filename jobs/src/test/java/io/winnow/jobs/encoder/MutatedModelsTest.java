package io.winnow.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.Checkpoint;
import io.winnow.model.ImportedHead;
import io.winnow.model.ModelSummary;
import io.winnow.model.TrialRun;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One value of one file of a model is another: the folder scores, or is refused, and nothing else
 * happens. {@code -Dwinnow.mutations=FROM-TO} tries others than the few that a build does.
 */
class MutatedModelsTest {

  private static final Path ENCODERS =
      Path.of("..", "udfs", "src", "test", "resources", "io", "winnow", "encoders");

  private static final List<String> FILES =
      List.of(
          "config.json",
          "tokenizer.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "model.safetensors");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "2",
          "3",
          "7",
          "64",
          "1.5",
          "-0.5",
          "1e400",
          "NaN",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "1e-300",
          "\"\"",
          "\"x\"",
          "\"1\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"[CLS]\"",
          "[]",
          "{}",
          "[[]]",
          "[0]",
          "{\"a\":1}",
          "[null]",
          "{\"type\":\"Sequence\"}",
          "{\"type\":\"Lowercase\"}");

  @TempDir Path folder;

  static IntStream seeds() {
    String[] range = System.getProperty("winnow.mutations", "0-7").split("-");
    return IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scoresOrIsRefused(int seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Path files = Files.createDirectory(folder.resolve("files"));
    Path model = Files.createDirectory(folder.resolve("model"));
    List<Path> fixtures;
    try (Stream<Path> all = Files.list(ENCODERS)) {
      fixtures = all.filter(Files::isDirectory).sorted().toList();
    }
    Path fixture = fixtures.get(random.nextInt(fixtures.size()));
    try (Stream<Path> all = Files.list(fixture)) {
      for (Path file : all.toList()) {
        Files.copy(file, files.resolve(file.getFileName()));
      }
    }
    String what = fixture.getFileName() + " " + mutate(files, random);

    String ended = ended(files, model);
    assertThat(ended).as(what).matches("(?s)(scores|refused).*");
  }

  private static String ended(Path files, Path model) {
    try {
      NormalForm.write(new ModelSource.Folder("given"), files, model);
      ImportedHead head = ImportedHead.settle(model, ImportedHead.Asked.NOTHING);
      Checkpoint.writeLineage(model, ImportSummary.lineage("given", Optional.empty(), head));
      Checkpoint checkpoint = Checkpoint.open(model);
      ModelSummary.of(checkpoint);
      return "scores: " + TrialRun.of(checkpoint);
    } catch (InvalidModelException e) {
      return "refused: " + e.getMessage();
    } catch (Exception | Error e) {
      e.printStackTrace();
      return "failed: " + e;
    }
  }

  private static String mutate(Path files, SplittableRandom random) throws IOException {
    String name = FILES.get(random.nextInt(FILES.size()));
    Path file = files.resolve(name);
    if (!name.endsWith(".safetensors")) {
      JsonNode json = JsonFormat.MAPPER.readTree(file.toFile());
      String what = mutate(json, random);
      Files.write(file, bytes(json));
      return name + what;
    }
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) all.getLong(0);
    JsonNode header = JsonFormat.MAPPER.readTree(all.array(), 8, length);
    String what = mutate(header, random);
    byte[] text = bytes(header);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    ByteBuffer changed =
        ByteBuffer.allocate(8 + padded.length + all.capacity() - 8 - length)
            .order(ByteOrder.LITTLE_ENDIAN);
    changed
        .putLong(padded.length)
        .put(padded)
        .put(all.array(), 8 + length, all.capacity() - 8 - length);
    Files.write(file, changed.array());
    return name + what;
  }

  /** Numbers that are none print without quotes, as Python prints them. */
  private static byte[] bytes(JsonNode json) {
    return json.toString()
        .replace("\"NaN\"", "NaN")
        .replace("\"Infinity\"", "1e400")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Changes a value in a part of the tree, each part as likely as another, however large. */
  private static String mutate(JsonNode root, SplittableRandom random) throws IOException {
    JsonNode at = root;
    String path = "";
    while (true) {
      List<String> keys = keys(at);
      String key = keys.get(random.nextInt(keys.size()));
      JsonNode below = at instanceof ArrayNode list ? list.get(Integer.parseInt(key)) : at.get(key);
      path += "/" + key;
      if (below instanceof ContainerNode<?> && below.size() > 0 && random.nextInt(4) > 0) {
        at = below;
        continue;
      }
      return path + " " + change(at, key, below, random);
    }
  }

  private static List<String> keys(JsonNode node) {
    if (node instanceof ArrayNode) {
      return IntStream.range(0, node.size()).mapToObj(Integer::toString).toList();
    }
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String change(JsonNode parent, String key, JsonNode old, SplittableRandom random)
      throws IOException {
    if (random.nextInt(6) == 0) {
      if (parent instanceof ObjectNode object) {
        object.remove(key);
      } else {
        ((ArrayNode) parent).remove(Integer.parseInt(key));
      }
      return "removed";
    }
    JsonNode fresh;
    if (old.isNumber() && random.nextInt(3) == 0) {
      fresh = JsonFormat.MAPPER.getNodeFactory().numberNode(old.asLong() + random.nextInt(-2, 3));
    } else if (random.nextInt(8) == 0) {
      fresh = JsonFormat.MAPPER.createArrayNode().add(old.deepCopy());
    } else {
      fresh =
          JsonFormat.MAPPER
              .reader()
              .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .readTree(VALUES.get(random.nextInt(VALUES.size())));
    }
    if (parent instanceof ObjectNode object) {
      object.set(key, fresh);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(key), fresh);
    }
    String shown = fresh.toString();
    return "= " + shown.substring(0, Math.min(60, shown.length()));
  }
}
