package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.model.files.Weights;
import io.winnow.model.tokenizer.TokenizerFiles;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
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
 * @param remarks what of the tokenizer's files was changed or could not be followed
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
    Labels head,
    SortedMap<String, Integer> unused,
    List<String> remarks) {

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

  /**
   * @param types of entities; none where there is no head that can be used
   * @param remark why there is none; may be empty
   */
  public record Labels(List<String> types, String remark) {

    public Labels {
      types = List.copyOf(types);
    }

    @Override
    public String toString() {
      return types.isEmpty()
          ? "none, %s; training makes a head".formatted(remark)
          : String.join(", ", types);
    }
  }

  public ModelSummary {
    unused = Collections.unmodifiableSortedMap(new TreeMap<>(unused));
    remarks = List.copyOf(remarks);
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
        tokenizer(tokenizer.tokenizer(), checkpoint.size().vocabulary()),
        labels(checkpoint),
        unused(checkpoint, wanted),
        tokenizer.remarks());
  }

  private static Labels labels(Checkpoint checkpoint) {
    return new Labels(
        checkpoint.labelScheme().map(LabelScheme::types).orElse(List.of()),
        checkpoint.whyNoHead().orElse(""));
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

  private static Tokenizer tokenizer(JsonNode json, int rows) {
    JsonNode vocabulary = json.path("model").path("vocab");
    // Of Unigram a list of pairs, whose places are the ids; else ids by token.
    int highest = vocabulary.isArray() ? vocabulary.size() - 1 : -1;
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        highest = Math.max(highest, id.asInt());
      }
    }
    for (JsonNode added : json.path("added_tokens")) {
      highest = Math.max(highest, added.path("id").asInt());
    }
    return new Tokenizer(json.path("model").path("type").asText("?"), highest + 1, rows);
  }

  /** Such as {@code tensors of cls (5), pooler (2)}. */
  public String unusedText() {
    return "tensors of "
        + unused.entrySet().stream()
            .map(it -> "%s (%d)".formatted(it.getKey(), it.getValue()))
            .collect(Collectors.joining(", "));
  }
}
