package io.winnow.model.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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
   * under {@linkplain TensorNames#bare the names that transformers gives them}. For a file that
   * HuggingFace's own writer wrote that is a copy, byte by byte.
   *
   * @param prefixes as {@link TensorNames#bare} wants them
   * @param file is created; must not exist
   * @return what was written
   * @throws InvalidModelException that names the file in the folder, its error and what to do
   */
  public static Weights normalise(Path folder, Collection<String> prefixes, Path file)
      throws IOException {
    Safetensors.write(file, TensorNames.bare(open(folder), prefixes).stored());
    return Safetensors.open(file);
  }

  /** The names of the files in a folder. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    }
  }
}
