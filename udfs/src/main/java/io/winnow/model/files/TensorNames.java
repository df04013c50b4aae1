package io.winnow.model.files;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What training programs and old conversions did to tensors' names, and how it is undone. */
public final class TensorNames {

  /**
   * A part of names that is replaced.
   *
   * @param part what is looked for, anywhere in a name
   * @param by what takes its place
   */
  private record Renaming(Pattern part, String by) {

    static Renaming of(String part, String by) {
      return new Renaming(Pattern.compile(part), by);
    }

    String apply(String name) {
      return part.matcher(name).replaceAll(by);
    }
  }

  /** The names that TensorFlow's checkpoints of BERT had. */
  private static final List<Renaming> OF_NORMS =
      List.of(
          Renaming.of("(?<=LayerNorm\\.)gamma$", "weight"),
          Renaming.of("(?<=LayerNorm\\.)beta$", "bias"));

  private static final List<Renaming> OF_WRAPPERS =
      List.of(
          // torch.compile, FSDP, activation checkpoints: a wrapper anywhere.
          Renaming.of(
              "(?<=^|\\.)(_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\\.", ""),
          // DataParallel: one outermost.
          Renaming.of("^(module\\.)+", ""));

  /** Of PEFT's layers: weights that are not yet part of the model. */
  private static final Pattern ADAPTED = Pattern.compile("(^|\\.)lora_\\w+\\.|\\.base_layer\\.");

  private TensorNames() {}

  /** A name with {@code weight} and {@code bias} for what TensorFlow calls gamma and beta. */
  public static String ofNorms(String name) {
    String renamed = name;
    for (Renaming renaming : OF_NORMS) {
      renamed = renaming.apply(renamed);
    }
    return renamed;
  }

  /**
   * The same tensors under the names that transformers gives them; those of an encoder alone, which
   * it knows with a prefix and without, keep theirs.
   *
   * @param prefixes what may stand before the names of an encoder's tensors in a model with a head:
   *     its family's, such as {@code bert.}, or all families' where that is unknown
   * @throws InvalidModelException if two tensors would have one name, or some are an adapter's
   */
  public static Weights bare(Weights weights, Collection<String> prefixes) {
    for (String name : weights.names()) {
      if (ADAPTED.matcher(name).find()) {
        throw new InvalidModelException(
            ("%s has '%s': the weights of an adapter beside the model's; in Python, merge them with"
                    + " merge_and_unload() and save the model with save_pretrained(NEW_FOLDER)")
                .formatted(weights.source(), name));
      }
    }
    Weights renamed = weights;
    for (Renaming renaming : OF_WRAPPERS) {
      renamed = renamed.renamed(renaming::apply);
    }
    renamed = renamed.renamed(TensorNames::ofNorms);
    String wrapper = wrapper(renamed.names(), prefixes);
    while (!wrapper.isEmpty()) {
      Renaming unwrap = Renaming.of("^" + Pattern.quote(wrapper), "");
      renamed = renamed.renamed(unwrap::apply);
      wrapper = wrapper(renamed.names(), prefixes);
    }
    return renamed;
  }

  /** What a module that holds the model puts before its names; empty: none does. */
  private static String wrapper(Set<String> names, Collection<String> prefixes) {
    Set<String> before = new TreeSet<>();
    Set<String> firsts = new TreeSet<>();
    for (String name : names) {
      for (String prefix : prefixes) {
        int at = name.indexOf("." + prefix) + 1;
        if (at > 0) {
          before.add(name.substring(0, at));
        }
      }
      firsts.add(name.substring(0, name.indexOf('.') + 1));
    }
    if (before.size() == 1) {
      return before.iterator().next();
    }
    String first = firsts.size() == 1 && names.size() > 1 ? firsts.iterator().next() : "";
    return prefixes.contains(first) ? "" : first;
  }
}
