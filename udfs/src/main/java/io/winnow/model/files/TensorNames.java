package io.winnow.model.files;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What training programs and old conversions did to tensors' names, and how it is undone. */
public final class TensorNames {

  /**
   * A part of names that is replaced.
   *
   * @param part what is looked for, anywhere in a name
   * @param by what takes its place, as of {@link java.util.regex.Matcher#replaceAll(String)}
   */
  public record Renaming(Pattern part, String by) {

    /** Looks for a regular expression. */
    public static Renaming of(String part, String by) {
      return new Renaming(Pattern.compile(part), by);
    }

    String apply(String name) {
      return part.matcher(name).replaceAll(by);
    }
  }

  private static final List<Renaming> OF_ALL =
      List.of(
          // torch.compile, FSDP, activation checkpoints: a wrapper anywhere.
          Renaming.of(
              "(?<=^|\\.)(_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\\.", ""),
          // DataParallel: one outermost.
          Renaming.of("^(module\\.)+", ""),
          // The names that TensorFlow's checkpoints of BERT had.
          Renaming.of("(?<=LayerNorm\\.)gamma$", "weight"),
          Renaming.of("(?<=LayerNorm\\.)beta$", "bias"));

  /** Of PEFT's layers: weights that are not yet part of the model. */
  private static final Pattern ADAPTED = Pattern.compile("(^|\\.)lora_\\w+\\.|\\.base_layer\\.");

  private TensorNames() {}

  /**
   * The same tensors under the names that transformers gives them, but for a prefix that they all
   * share: without it they are the encoder's own.
   *
   * @param family renamings of a family of encoders, after those that hold for all
   * @throws InvalidModelException if two tensors would have one name, or some are an adapter's
   */
  public static Weights bare(Weights weights, List<Renaming> family) {
    for (String name : weights.names()) {
      if (ADAPTED.matcher(name).find()) {
        throw new InvalidModelException(
            ("%s has '%s': the weights of an adapter beside the model's; in Python, merge them with"
                    + " merge_and_unload() and save the model with save_pretrained(NEW_FOLDER)")
                .formatted(weights.source(), name));
      }
    }
    Weights renamed = weights;
    for (Renaming renaming : OF_ALL) {
      renamed = renamed.renamed(renaming::apply);
    }
    renamed = withoutSharedPrefix(renamed);
    for (Renaming renaming : family) {
      renamed = renamed.renamed(renaming::apply);
    }
    return renamed;
  }

  /** A module that holds the model as its only part gives all names one more beginning. */
  private static Weights withoutSharedPrefix(Weights weights) {
    Set<String> prefixes = new HashSet<>();
    weights.names().forEach(name -> prefixes.add(name.substring(0, name.indexOf('.') + 1)));
    if (weights.names().size() < 2 || prefixes.size() > 1 || prefixes.contains("")) {
      return weights;
    }
    int length = prefixes.iterator().next().length();
    return withoutSharedPrefix(weights.renamed(name -> name.substring(length)));
  }
}
