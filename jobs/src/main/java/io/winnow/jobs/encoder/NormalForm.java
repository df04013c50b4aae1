package io.winnow.jobs.encoder;

import io.winnow.model.Checkpoint;
import io.winnow.model.family.Families;
import io.winnow.model.files.GitLfs;
import io.winnow.model.files.WeightFiles;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one form in which models lie in a workspace, whatever form they came in: {@code config.json},
 * one {@code model.safetensors}, {@code tokenizer.json} and what transformers wants beside it.
 */
final class NormalForm {

  /** What tokenizers that are written in Python read. */
  private static final String VOCABULARY = "vocab.txt";

  private static final List<String> AS_THEY_ARE =
      Stream.of(List.of(Checkpoint.CONFIG, VOCABULARY), TokenizerFiles.BESIDE)
          .flatMap(List::stream)
          .toList();

  private NormalForm() {}

  /**
   * Writes a model in it.
   *
   * @param source brings the tokenizer into it
   * @param files as they came
   * @param model an existing, empty folder
   * @return what of the tokenizer's files was changed or could not be followed, a sentence each
   * @throws io.winnow.model.files.InvalidModelException if the files can't be read
   */
  static List<String> write(ModelSource source, Path files, Path model) throws IOException {
    Set<String> prefixes = Families.prefixes(Checkpoint.readConfig(files));
    for (String name : WeightFiles.names(files)) {
      GitLfs.refusePointer(files.resolve(name));
      if (AS_THEY_ARE.contains(name)) {
        Files.copy(files.resolve(name), model.resolve(name));
      }
    }
    Checkpoint.carryLineage(files, model);
    List<String> remarks = source.tokenizer(files, model);
    WeightFiles.normalise(files, prefixes, model.resolve(Checkpoint.WEIGHTS));
    return remarks;
  }
}
