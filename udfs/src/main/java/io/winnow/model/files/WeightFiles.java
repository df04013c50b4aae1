package io.winnow.model.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The weights of a model's folder, in whatever {@link WeightForm} they are. */
public final class WeightFiles {

  private WeightFiles() {}

  /**
   * Opens the weights that transformers would load, under the names that the files have.
   *
   * @throws InvalidModelException that names the file, its error and what to do
   */
  public static Weights open(Path folder) throws IOException {
    WeightForm form = WeightForm.of(folder, names(folder));
    return form.read(folder.resolve(form.file()));
  }

  /**
   * Writes the weights of a folder as one {@code model.safetensors}, in the types that they have,
   * under their {@linkplain TensorNames#bare bare names}. For a file that HuggingFace's own writer
   * wrote, that is a copy of it.
   *
   * @param file is created; must not exist
   * @return what was written
   */
  public static Weights normalise(Path folder, List<TensorNames.Renaming> family, Path file)
      throws IOException {
    Safetensors.write(file, TensorNames.bare(open(folder), family).stored());
    return Safetensors.open(file);
  }

  /** The names of the files in a folder. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    }
  }
}
