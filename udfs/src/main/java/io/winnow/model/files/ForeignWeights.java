package io.winnow.model.files;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people's folders have in place of weights that Winnow reads, and the way out of it. */
enum ForeignWeights {
  ADAPTER(
      "adapter_config\\.json",
      "an adapter (LoRA or another of PEFT's), not a model; in Python, merge it into its model:"
          + " PeftModel.from_pretrained(model, FOLDER).merge_and_unload()"
          + ".save_pretrained(NEW_FOLDER)"),
  UNFINISHED(
      ".*\\.(incomplete|part|crdownload|aria2)",
      "a download that has not ended; download it again"),
  SHARDS_ALONE(
      "(model|pytorch_model)-\\d+-of-\\d+\\.(safetensors|bin)",
      "shards without their index; copy the file that ends with .index.json, too"),
  VARIANT(
      "(model|pytorch_model)\\.[^.]+\\.(safetensors|bin)(\\.index\\.json)?",
      "a variant; rename it to what it is without the part in the middle"),
  TENSORFLOW(
      "tf_model.*\\.h5|.*\\.ckpt([-.].*)?|saved_model\\.pb",
      "TensorFlow's weights; in Python, save them as PyTorch's:"
          + " AutoModelForTokenClassification.from_pretrained(FOLDER, from_tf=True)"
          + ".save_pretrained(NEW_FOLDER)"),
  FLAX(
      "flax_model.*\\.msgpack",
      "Flax's weights; in Python, save them as PyTorch's:"
          + " AutoModelForTokenClassification.from_pretrained(FOLDER, from_flax=True)"
          + ".save_pretrained(NEW_FOLDER)"),
  COMPILED(
      ".*\\.(onnx|gguf|ggml|tflite|mlmodel|engine|ot)|openvino_model\\..*",
      "a model exported for another runtime, from which no training can go on; take the model's"
          + " PyTorch weights"),
  OTHER_NAME(
      ".*\\.(safetensors|bin|pt|pth)",
      "weights under a name that transformers does not look for; if they are the model's, rename"
          + " the file to model.safetensors or pytorch_model.bin");

  private static final Pattern NO_WEIGHTS =
      Pattern.compile("(training_args|optimizer|scheduler|scaler|rng_state.*)\\.(bin|pt|pth)");

  private final Pattern files;
  private final String what;

  ForeignWeights(String files, String what) {
    this.files = Pattern.compile(files);
    this.what = what;
  }

  /** Itself where one of the files is such. */
  Optional<ForeignWeights> in(Collection<String> names) {
    return first(names).map(it -> this);
  }

  String message(Object folder, Collection<String> names) {
    return "%s has %s: %s".formatted(folder, first(names).orElseThrow(), what);
  }

  private Optional<String> first(Collection<String> names) {
    return names.stream()
        .filter(it -> files.matcher(it.toLowerCase(Locale.ROOT)).matches())
        .filter(it -> !NO_WEIGHTS.matcher(it).matches())
        .sorted()
        .findFirst();
  }
}
