package io.winnow.model.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The weights of a model's folder, in whatever {@link WeightForm} they are. */
public final class WeightFiles {

  private static final String UNFINISHED = "model.safetensors.new";

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
   * Makes the weights of a folder one {@code model.safetensors}, in the types that they have, under
   * {@linkplain TensorNames#bare the names that transformers gives them}; the files that they were
   * in go. A file that HuggingFace's own writer wrote stays as it is, byte by byte.
   *
   * @param folder a copy of what people have
   * @param prefixes as {@link TensorNames#bare} wants them
   * @return what lies there now
   * @throws InvalidModelException that names the file, its error and what to do
   */
  public static Weights normalise(Path folder, Collection<String> prefixes) throws IOException {
    WeightForm form = WeightForm.of(folder, names(folder));
    Path file = folder.resolve(form.file());
    Path written = folder.resolve(UNFINISHED);
    Files.deleteIfExists(written);
    Safetensors.write(written, TensorNames.bare(form.read(file), prefixes).stored());
    Set<String> left = form.isSharded() ? ShardIndex.read(file).shards() : new TreeSet<>();
    WeightForm.in(names(folder)).forEach(it -> left.add(it.file()));
    for (String name : left) {
      Files.delete(folder.resolve(name));
    }
    Path whole = folder.resolve(WeightForm.SAFETENSORS.file());
    Files.move(written, whole);
    return Safetensors.open(whole);
  }

  /** The names of the files in a folder. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    }
  }
}
