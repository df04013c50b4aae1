package io.winnow.model.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The forms in which transformers saves a model's weights; of several, the first one counts. */
public enum WeightForm {
  SAFETENSORS("model.safetensors") {
    @Override
    Weights read(Path file) throws IOException {
      return Safetensors.open(file);
    }
  },
  SAFETENSORS_SHARDS("model.safetensors.index.json") {
    @Override
    Weights read(Path index) throws IOException {
      return ShardIndex.read(index).open(Safetensors::open);
    }
  },
  TORCH("pytorch_model.bin") {
    @Override
    Weights read(Path file) throws IOException {
      return TorchFile.open(file);
    }
  },
  TORCH_SHARDS("pytorch_model.bin.index.json") {
    @Override
    Weights read(Path index) throws IOException {
      return ShardIndex.read(index).open(TorchFile::open);
    }
  };

  private static final String INDEX = ".index.json";

  private final String file;

  WeightForm(String file) {
    this.file = file;
  }

  /** The file that a folder of this form has: the weights, or the index of their shards. */
  public String file() {
    return file;
  }

  /**
   * Whether {@link #file} is an index ({@link ShardIndex}), which names the files of the weights.
   */
  public boolean isSharded() {
    return file.endsWith(INDEX);
  }

  abstract Weights read(Path file) throws IOException;

  /** All forms that a folder with these files has, the one that counts first. */
  public static List<WeightForm> in(Collection<String> files) {
    return Arrays.stream(values()).filter(it -> files.contains(it.file)).toList();
  }

  /**
   * The form that counts.
   *
   * @param folder where the files are, for messages
   * @param files the names of what lies there
   * @throws InvalidModelException if there is none, or the weights are not a model's own; it says
   *     what is there instead, and the way out
   */
  public static WeightForm of(Object folder, Collection<String> files) {
    Optional<ForeignWeights> only = ForeignWeights.ADAPTER.in(files);
    if (only.isEmpty()) {
      List<WeightForm> forms = in(files);
      if (!forms.isEmpty()) {
        return forms.get(0);
      }
      only =
          Arrays.stream(ForeignWeights.values()).flatMap(it -> it.in(files).stream()).findFirst();
    }
    throw new InvalidModelException(
        only.map(it -> it.message(folder, files))
            .orElseGet(
                () ->
                    "%s has no weights: none of %s, as save_pretrained writes them"
                        .formatted(
                            folder,
                            String.join(
                                ", ", Arrays.stream(values()).map(WeightForm::file).toList()))));
  }
}
