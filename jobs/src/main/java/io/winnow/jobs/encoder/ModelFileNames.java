package io.winnow.jobs.encoder;

import io.winnow.model.Checkpoint;
import io.winnow.model.files.InvalidModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The files of a model that an import takes, by the names that {@code save_pretrained} gives. */
final class ModelFileNames {

  /** Says what a model is good for, its licence among other things. */
  static final String CARD = "README.md";

  /** From the best form to the worst; one is enough. */
  private static final List<Pattern> WEIGHTS =
      List.of(
          Pattern.compile("model\\.safetensors"),
          Pattern.compile("model\\.safetensors\\.index\\.json|model-\\d+-of-\\d+\\.safetensors"),
          Pattern.compile("pytorch_model\\.bin"),
          Pattern.compile("pytorch_model\\.bin\\.index\\.json|pytorch_model-\\d+-of-\\d+\\.bin"));

  /** Any of these makes a tokenizer. */
  private static final List<String> TOKENIZERS =
      List.of(
          Checkpoint.TOKENIZER,
          "vocab.txt",
          "vocab.json",
          "sentencepiece.bpe.model",
          "spiece.model",
          "spm.model");

  private static final List<String> BESIDE =
      List.of(
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "merges.txt",
          CARD);

  /** What tells of other forms, for messages. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "adapter_.*|.*\\.(h5|msgpack|onnx|gguf|ckpt|pt|pth|bin|safetensors|index)|.*\\.incomplete");

  private static final int MOST_NAMED = 5;

  private ModelFileNames() {}

  /**
   * Chooses among a model's files.
   *
   * @param model for messages
   * @throws InvalidModelException if something that a model needs is not among them
   */
  static List<String> choose(Object model, SortedSet<String> names) {
    SortedSet<String> chosen = new TreeSet<>();
    List<String> missing = new ArrayList<>();
    if (!keep(names, chosen, Checkpoint.CONFIG::equals)) {
      missing.add(Checkpoint.CONFIG);
    }
    if (WEIGHTS.stream().noneMatch(form -> keep(names, chosen, form.asMatchPredicate()))) {
      missing.add(Checkpoint.WEIGHTS);
    }
    if (!keep(names, chosen, TOKENIZERS::contains)) {
      missing.add(Checkpoint.TOKENIZER);
    }
    if (!missing.isEmpty()) {
      throw new InvalidModelException(incomplete(model, missing, names));
    }
    keep(names, chosen, BESIDE::contains);
    return List.copyOf(chosen);
  }

  /** Whether a file of this name may be part of a model. */
  static boolean isKnown(String name) {
    return name.equals(Checkpoint.CONFIG)
        || TOKENIZERS.contains(name)
        || BESIDE.contains(name)
        || WEIGHTS.stream().anyMatch(form -> form.matcher(name).matches());
  }

  private static boolean keep(
      SortedSet<String> names, SortedSet<String> chosen, Predicate<String> wanted) {
    List<String> found = names.stream().filter(wanted).toList();
    chosen.addAll(found);
    return !found.isEmpty();
  }

  private static String incomplete(Object model, List<String> missing, SortedSet<String> names) {
    List<String> foreign =
        names.stream().filter(FOREIGN.asMatchPredicate()).limit(MOST_NAMED).toList();
    return "%s is no model that Winnow reads: it has no %s%s. It needs config.json, weights (model.safetensors or pytorch_model.bin, whole or in shards) and a tokenizer (tokenizer.json, or its vocabulary), as save_pretrained writes them"
        .formatted(
            model,
            String.join(", no ", missing),
            foreign.isEmpty() ? "" : ", but " + String.join(", ", foreign));
  }
}
