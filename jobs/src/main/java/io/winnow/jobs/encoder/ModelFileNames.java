package io.winnow.jobs.encoder;

import io.winnow.model.Checkpoint;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.WeightForm;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a model that an import takes, by the names that {@code save_pretrained} gives. */
final class ModelFileNames {

  /** Says what a model is good for, its licence among other things. */
  static final String CARD = "README.md";

  /** Any of these makes a tokenizer. */
  private static final List<String> TOKENIZERS =
      List.of(
          TokenizerFiles.TOKENIZER,
          "vocab.txt",
          "vocab.json",
          "sentencepiece.bpe.model",
          "spiece.model",
          "spm.model");

  private static final String MERGES = "merges.txt";

  /** What an index lists; its own name ends with what they end with, and {@code .index.json}. */
  private static final Pattern SHARD =
      Pattern.compile("(?<stem>model|pytorch_model)-\\d+-of-\\d+\\.(?<end>safetensors|bin)");

  private ModelFileNames() {}

  /**
   * Chooses among a model's files; of several forms of its weights the best one.
   *
   * @param model for messages
   * @throws InvalidModelException if something that a model needs is not among them
   */
  static List<String> choose(Object model, SortedSet<String> names) {
    WeightForm form = WeightForm.of(model, names);
    if (!names.contains(Checkpoint.CONFIG)) {
      throw new InvalidModelException(
          "%s is no model folder: it has no %s; give one as save_pretrained writes it"
              .formatted(model, Checkpoint.CONFIG));
    }
    if (TOKENIZERS.stream().noneMatch(names::contains)) {
      throw new InvalidModelException(
          "%s has no tokenizer: none of %s; save it beside the model with tokenizer.save_pretrained(FOLDER)"
              .formatted(model, String.join(", ", TOKENIZERS)));
    }
    return names.stream()
        .filter(it -> isBesideWeights(it) || it.equals(form.file()) || isShard(it, form))
        .toList();
  }

  /** Whether a file of this name may be part of a model. */
  static boolean isKnown(String name) {
    return isBesideWeights(name)
        || isWeights(name)
        || Arrays.stream(WeightForm.values()).anyMatch(form -> name.equals(form.file()));
  }

  /** Whether it is what is large. */
  static boolean isWeights(String name) {
    return Arrays.stream(WeightForm.values())
        .anyMatch(it -> isShard(name, it) || !it.isSharded() && name.equals(it.file()));
  }

  private static boolean isBesideWeights(String name) {
    return Stream.of(
            TOKENIZERS,
            TokenizerFiles.BESIDE,
            List.of(Checkpoint.CONFIG, Checkpoint.LINEAGE, MERGES, CARD))
        .anyMatch(names -> names.contains(name));
  }

  private static boolean isShard(String name, WeightForm form) {
    var shard = SHARD.matcher(name);
    return shard.matches()
        && form.isSharded()
        && form.file().startsWith(shard.group("stem") + "." + shard.group("end") + ".");
  }
}
