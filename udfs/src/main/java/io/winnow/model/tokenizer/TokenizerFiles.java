package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.ModelJson;
import io.winnow.model.files.WeightForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * @throws InvalidModelException if there is none, a file is no JSON object, or it has ids beyond
   *     the rows of the model's embeddings
   */
  public static TokenizerFiles open(Path folder) throws IOException {
    Path file = folder.resolve(TOKENIZER);
    if (!Files.isRegularFile(file)) {
      throw new InvalidModelException(
          "%s has no %s; winnow model import %s builds one from vocabulary files"
              .formatted(folder, TOKENIZER, folder));
    }
    TokenizerSettings settings = TokenizerSettings.read(folder);
    TokenizerFiles files = read(folder, settings);
    if (files.ids() > settings.embeddings()) {
      throw new InvalidModelException(
          "%s has ids for %,d tokens, but %s has embeddings of %,d: they belong to two models, or tokens were added without resize_token_embeddings()"
              .formatted(
                  file,
                  files.ids(),
                  folder.resolve(WeightForm.SAFETENSORS.file()),
                  settings.embeddings()));
    }
    return files;
  }

  /**
   * As {@link #open}, but a folder without {@code tokenizer.json} may have vocabulary files, and
   * the ids of its tokens are not compared with its embeddings.
   *
   * @throws InvalidModelException if neither is there, or a file is damaged
   */
  public static TokenizerFiles read(Path folder) throws IOException {
    return read(folder, TokenizerSettings.read(folder));
  }

  private static TokenizerFiles read(Path folder, TokenizerSettings settings) throws IOException {
    Path file = folder.resolve(TOKENIZER);
    boolean isThere = Files.isRegularFile(file);
    List<String> remarks = new ArrayList<>();
    ObjectNode tokenizer =
        isThere
            ? ModelJson.VOCABULARY.object(file, "save it with tokenizer.save_pretrained(FOLDER)")
            : Vocabulary.tokenizer(folder, settings, remarks);
    TokenizerShape.check(isThere ? file : folder, tokenizer);
    remarks.addAll(Overrides.apply(tokenizer, settings));
    TokenizerShape.checkAdded(isThere ? file : folder, tokenizer);
    if (!isThere) {
      Vocabulary.frame(tokenizer, settings, folder);
    }
    Overrides.splitSpecial(tokenizer, settings);
    ObjectNode config = settings.config().deepCopy();
    if (settings.kind().rule == TokenizerClass.Rule.SPACE_BEFORE_EACH_WORD) {
      config.put(Overrides.PREFIX_SPACE, true);
    }
    return new TokenizerFiles(tokenizer, config, List.copyOf(remarks));
  }

  /**
   * Writes {@link #TOKENIZER} and, unless it is empty, {@link #CONFIG} into a folder, over those
   * that are there. Opened from there, by Winnow or by transformers, they spell words alike.
   */
  public void write(Path folder) throws IOException {
    Files.write(folder.resolve(TOKENIZER), JsonFormat.MAPPER.writeValueAsBytes(tokenizer));
    if (!config.isEmpty()) {
      Files.write(
          folder.resolve(CONFIG),
          JsonFormat.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(config));
    }
  }

  /** How words are spelled: {@code WordPiece}, {@code BPE}, {@code Unigram}, {@code WordLevel}. */
  public String kind() {
    return tokenizer.path("model").path("type").asText("");
  }

  /** How many rows an embedding table needs: one more than the highest id. */
  public int ids() {
    return new AddedTokens(tokenizer).highest() + 1;
  }

  /** The error for a file that can't be used. */
  public static InvalidModelException noTokenizer(Path file, String reason, Exception cause) {
    return new InvalidModelException(file + " is no tokenizer of HuggingFace's: " + reason, cause);
  }
}
