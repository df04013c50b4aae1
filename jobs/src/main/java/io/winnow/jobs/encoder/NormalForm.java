package io.winnow.jobs.encoder;

import io.winnow.jobs.LocalCopy;
import io.winnow.model.Checkpoint;
import io.winnow.model.files.GitLfs;
import io.winnow.model.files.WeightFiles;
import io.winnow.model.files.WeightForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The one form in which models lie in a workspace, whatever form they came in: {@code config.json},
 * one {@code model.safetensors}, {@code tokenizer.json} and what stands beside it.
 */
final class NormalForm {

  private NormalForm() {}

  /**
   * Writes a model's files anew.
   *
   * @param files as they came
   * @throws io.winnow.model.files.InvalidModelException if they can't be read
   */
  static LocalCopy of(Path files) throws IOException {
    LocalCopy model = LocalCopy.empty();
    try {
      for (String name : WeightFiles.names(files)) {
        GitLfs.refusePointer(files.resolve(name));
        if (!isWeights(name) && !name.equals(ModelFileNames.CARD)) {
          Files.copy(files.resolve(name), model.folder().resolve(name));
        }
      }
      WeightFiles.normalise(files, List.of(), model.folder().resolve(Checkpoint.WEIGHTS));
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static boolean isWeights(String name) {
    return WeightForm.in(List.of(name)).size() == 1 || name.matches(".*\\.(safetensors|bin)");
  }
}
