package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code vocab.json} and {@code merges.txt} of byte-level BPE (GPT-2's, RoBERTa's): ids by
 * sub-word, and pairs of sub-words that become one, the first of all first.
 */
final class BytePairs {

  private BytePairs() {}

  static void build(
      ObjectNode tokenizer, Path vocabulary, Path mergesFile, TokenizerSettings settings)
      throws IOException {
    JsonNode vocab =
        ModelJson.VOCABULARY.object(
            vocabulary, "it must hold sub-words and their ids; download it again");
    ObjectNode model = tokenizer.putObject("model");
    model.put("type", "BPE").putNull("dropout").putNull("unk_token");
    model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    model.set("vocab", vocab);
    ArrayNode pairs = model.putArray("merges");
    merges(mergesFile).forEach(pair -> pairs.addArray().add(pair.get(0)).add(pair.get(1)));
    tokenizer.putNull("normalizer");
    byteLevel(tokenizer.putObject("pre_tokenizer"), settings.flag("add_prefix_space", false));
    byteLevel(tokenizer.putObject("decoder"), true);
  }

  private static void byteLevel(ObjectNode part, boolean isSpaced) {
    part.put("type", "ByteLevel").put("add_prefix_space", isSpaced);
    part.put("trim_offsets", true).put("use_regex", true);
  }

  /** The first line is a version, and nothing stands after the last line's end. */
  private static Set<List<String>> merges(Path file) throws IOException {
    String[] lines = new String(Vocabulary.bytes(file), StandardCharsets.UTF_8).split("\n", -1);
    Set<List<String>> pairs = new LinkedHashSet<>();
    for (int line = 1; line < lines.length - 1; line++) {
      String[] pair = lines[line].strip().split(" ");
      if (pair.length != 2) {
        throw new InvalidModelException(
            "%s: line %,d has %d sub-words, not 2; download the file again"
                .formatted(file, line + 1, lines[line].isBlank() ? 0 : pair.length));
      }
      pairs.add(List.of(pair));
    }
    return pairs;
  }
}
