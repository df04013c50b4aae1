package io.winnow.model;

import io.winnow.model.files.Weights;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a checkpoint's files hold.
 *
 * @param family such as {@code xlm-roberta}
 * @param window longest input in sub-words, special tokens included
 * @param parameters of the tensors that are used
 * @param dtype the type that most of them have in the file, such as {@code F32}
 * @param bytes of the weights' file
 * @param unused tensors of weights that are not used, such as a language model's head: how many, by
 *     the first part of their names
 */
public record ModelSummary(
    String family,
    int layers,
    int hidden,
    int window,
    long parameters,
    String dtype,
    long bytes,
    Tokenizer tokenizer,
    SortedMap<String, Integer> unused) {

  /**
   * @param kind such as {@code Unigram}
   * @param tokens up to its highest id
   * @param rows of the embedding table
   */
  public record Tokenizer(String kind, int tokens, int rows) {

    @Override
    public String toString() {
      return "%s, %,d tokens%s"
          .formatted(
              kind, tokens, tokens == rows ? "" : "; the embeddings have %,d".formatted(rows));
    }
  }

  public ModelSummary {
    unused = Collections.unmodifiableSortedMap(new TreeMap<>(unused));
  }

  public static ModelSummary of(Checkpoint checkpoint) throws IOException {
    TokenizerFiles tokenizer = TokenizerFiles.open(checkpoint.folder());
    Set<String> wanted = checkpoint.encoder().shapes().keySet();
    Weights used = checkpoint.weights().only(it -> wanted.contains(checkpoint.bareName(it)));
    return new ModelSummary(
        checkpoint.modelType(),
        checkpoint.size().layers(),
        checkpoint.size().hidden(),
        checkpoint.size().window(),
        used.parameters(),
        used.dtype().map(Enum::name).orElse("none"),
        Files.size(checkpoint.folder().resolve(Checkpoint.WEIGHTS)),
        new Tokenizer(tokenizer.kind(), tokenizer.ids(), checkpoint.size().vocabulary()),
        unused(checkpoint, wanted));
  }

  private static SortedMap<String, Integer> unused(Checkpoint checkpoint, Set<String> wanted) {
    Weights weights = checkpoint.weights();
    return weights.names().stream()
        // Integers are buffers, such as the numbers of positions.
        .filter(it -> weights.stored().get(it).dtype().isOfWeights())
        .map(checkpoint::bareName)
        .filter(it -> !wanted.contains(it))
        .collect(
            Collectors.toMap(it -> it.split("\\.", 2)[0], it -> 1, Integer::sum, TreeMap::new));
  }

  /** Such as {@code tensors of cls (5), pooler (2)}. */
  public String unusedText() {
    return "tensors of "
        + unused.entrySet().stream()
            .map(it -> "%s (%d)".formatted(it.getKey(), it.getValue()))
            .collect(Collectors.joining(", "));
  }
}
