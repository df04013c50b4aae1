package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model folder's tokenizer.
 *
 * @param tokenizer {@code tokenizer.json} as transformers' fast tokenizer of the folder's class
 *     uses it for words given apart
 * @param config {@code tokenizer_config.json} with which transformers uses it likewise
 * @param remarks what of the folder's files was changed or could not be followed, a sentence each
 */
public record TokenizerFiles(ObjectNode tokenizer, ObjectNode config, List<String> remarks) {

  public static final String TOKENIZER = "tokenizer.json";
  public static final String CONFIG = "tokenizer_config.json";
  public static final String SPECIAL = "special_tokens_map.json";
  public static final String ADDED = "added_tokens.json";

  /** The files that {@link #open} reads beside {@link #TOKENIZER}, where they are there. */
  public static final List<String> BESIDE = List.of(CONFIG, SPECIAL, ADDED);

  /**
   * Opens {@code tokenizer.json} and what stands beside it.
   *
   * @throws InvalidModelException if there is none, or a file is no JSON object
   */
  public static TokenizerFiles open(Path folder) throws IOException {
    Path file = folder.resolve(TOKENIZER);
    if (!Files.isRegularFile(file)) {
      throw new InvalidModelException(
          "%s has no %s; winnow model import %s builds one from vocabulary files"
              .formatted(folder, TOKENIZER, folder));
    }
    TokenizerSettings settings = TokenizerSettings.read(folder);
    try {
      if (JsonFormat.MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode tokenizer) {
        return new TokenizerFiles(
            tokenizer, settings.config(), Overrides.apply(tokenizer, settings));
      }
    } catch (IOException e) {
      throw noTokenizer(file, e.getMessage(), e);
    }
    throw noTokenizer(file, "no JSON object", null);
  }

  /** The error for a file that can't be used. */
  public static InvalidModelException noTokenizer(Path file, String reason, Exception cause) {
    return new InvalidModelException(file + " is no tokenizer of HuggingFace's: " + reason, cause);
  }
}
