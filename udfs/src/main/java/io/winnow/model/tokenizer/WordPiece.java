package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.InvalidModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;

/** {@code vocab.txt}: a sub-word a line; the line's number, from 0, is its id. */
final class WordPiece {

  private static final String PREFIX = "##";

  /** Of transformers' own conversion; a longer word is unknown. */
  private static final int LONGEST_WORD = 100;

  private WordPiece() {}

  static void build(ObjectNode tokenizer, Path file, TokenizerSettings settings)
      throws IOException {
    String unknown = settings.special().byRole().getOrDefault("unk_token", "[UNK]");
    ObjectNode model = tokenizer.putObject("model");
    model.put("type", "WordPiece").put("unk_token", unknown);
    model.put("continuing_subword_prefix", PREFIX).put("max_input_chars_per_word", LONGEST_WORD);
    ObjectNode vocab = model.putObject("vocab");
    String text = new String(Vocabulary.bytes(file), StandardCharsets.UTF_8);
    Iterator<String> lines = new BufferedReader(new StringReader(text)).lines().iterator();
    for (int id = 0; lines.hasNext(); id++) {
      vocab.put(lines.next(), id);
    }
    if (!vocab.has(unknown)) {
      throw new InvalidModelException(
          "%s has %,d sub-words, and none of them is %s, which stands for unknown words; name the right one as unk_token in %s"
              .formatted(file, vocab.size(), unknown, TokenizerFiles.CONFIG));
    }
    ObjectNode normalizer = tokenizer.putObject("normalizer");
    normalizer.put("type", "BertNormalizer").put("clean_text", true);
    normalizer.put("handle_chinese_chars", settings.flag("tokenize_chinese_chars", true));
    normalizer.set("strip_accents", settings.config().get("strip_accents"));
    normalizer.put("lowercase", settings.flag("do_lower_case", true));
    tokenizer.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    ObjectNode decoder = tokenizer.putObject("decoder");
    decoder.put("type", "WordPiece").put("prefix", PREFIX).put("cleanup", true);
  }
}
