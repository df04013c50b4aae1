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
import java.util.stream.Stream;

/**
 * The one form in which models lie in a workspace, whatever form they came in: {@code config.json},
 * one {@code model.safetensors}, {@code tokenizer.json} and what transformers wants beside it.
 */
final class NormalForm {

  /** What tokenizers that are written in Python read. */
  private static final String VOCABULARY = "vocab.txt";

  private static final List<String> KEPT =
      Stream.of(Checkpoint.FILES, TokenizerFiles.BESIDE, List.of(VOCABULARY))
          .flatMap(List::stream)
          .toList();

  private NormalForm() {}

  /**
   * Brings a folder into it.
   *
   * @param folder a copy; of its files only weights may be links, which are replaced
   * @return what of the tokenizer's files was changed or could not be followed, a sentence each
   * @throws io.winnow.model.files.InvalidModelException if the files can't be read
   */
  static List<String> make(Path folder) throws IOException {
    for (String name : WeightFiles.names(folder)) {
      GitLfs.refusePointer(folder.resolve(name));
    }
    TokenizerFiles tokenizer = TokenizerFiles.read(folder);
    tokenizer.write(folder);
    WeightFiles.normalise(folder, Families.prefixes());
    for (String name : WeightFiles.names(folder)) {
      if (!KEPT.contains(name)) {
        Files.delete(folder.resolve(name));
      }
    }
    return tokenizer.remarks();
  }
}
