package io.winnow.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which of several files has which tensor: a file {@code *.index.json} with a {@code weight_map},
 * as {@code save_pretrained} writes it for large models. Its {@code total_size} is not read: many
 * published ones are wrong.
 */
public final class ShardIndex {

  /** A file beside the index, none elsewhere. */
  private static final Pattern SHARD = Pattern.compile("[\\w-][\\w.-]*");

  private final Path index;
  private final Map<String, String> shardsByTensor = new TreeMap<>();

  /** Reads one shard. */
  @FunctionalInterface
  interface Reader {
    Weights open(Path shard) throws IOException;
  }

  private ShardIndex(Path index) {
    this.index = index;
  }

  /**
   * Reads an index, not yet the files that it names.
   *
   * @throws InvalidModelException if it is damaged or names files that don't lie beside it
   */
  public static ShardIndex read(Path index) throws IOException {
    JsonNode json = ModelJson.TENSORS.read(index);
    ShardIndex read = new ShardIndex(index);
    json.path("weight_map").fields().forEachRemaining(read::add);
    if (read.shardsByTensor.isEmpty()) {
      throw new InvalidModelException(
          "%s has no 'weight_map' that gives each tensor its file".formatted(index));
    }
    return read;
  }

  private void add(Map.Entry<String, JsonNode> entry) {
    String shard = entry.getValue().asText();
    if (!SHARD.matcher(shard).matches()) {
      throw new InvalidModelException(
          "%s: tensor '%s' is said to be in '%s', which is no name of a file beside it"
              .formatted(index, entry.getKey(), shard));
    }
    shardsByTensor.put(entry.getKey(), shard);
  }

  /** The names of the files, sorted; they lie beside the index. */
  public SortedSet<String> shards() {
    return new TreeSet<>(shardsByTensor.values());
  }

  /** The tensors of all files, each of which has those that the index says, and no other. */
  Weights open(Reader reader) throws IOException {
    SortedSet<String> missing = shards();
    missing.removeIf(it -> Files.isRegularFile(index.resolveSibling(it)));
    if (!missing.isEmpty()) {
      throw new InvalidModelException(
          "%s names %d files, of which %d are not there: %s; copy them, too"
              .formatted(index, shards().size(), missing.size(), String.join(", ", missing)));
    }
    Map<String, StoredTensor> tensors = new TreeMap<>();
    for (String shard : shards()) {
      Map<String, StoredTensor> there = reader.open(index.resolveSibling(shard)).stored();
      for (Map.Entry<String, StoredTensor> entry : there.entrySet()) {
        String said = shardsByTensor.get(entry.getKey());
        if (!shard.equals(said)) {
          throw new InvalidModelException(
              "%s: tensor '%s' is in %s, where the index says %s; copy all files again"
                  .formatted(index, entry.getKey(), shard, said == null ? "nothing" : said));
        }
        tensors.put(entry.getKey(), entry.getValue());
      }
    }
    for (Map.Entry<String, String> entry : shardsByTensor.entrySet()) {
      if (!tensors.containsKey(entry.getKey())) {
        throw new InvalidModelException(
            "%s: tensor '%s' is said to be in %s, which has none of that name; copy all files again"
                .formatted(index, entry.getKey(), entry.getValue()));
      }
    }
    return new Weights(index.toString(), tensors);
  }
}
