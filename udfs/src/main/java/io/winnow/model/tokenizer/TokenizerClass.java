package io.winnow.model.tokenizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes of transformers' fast tokenizers, by what they do to a {@code tokenizer.json} that
 * they open: transformers 4.57, its {@code tokenization_..._fast.py} of each family.
 */
enum TokenizerClass {
  BERT(
      List.of("Bert", "DistilBert", "Electra", "MobileBert", "ConvBert", "SqueezeBert", "LayoutLM"),
      List.of("bert", "distilbert", "electra", "mobilebert", "convbert", "squeezebert"),
      Rule.CASE_ACCENTS_CHINESE,
      special(null, null, "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]")),
  MPNET(
      List.of("MPNet"),
      List.of("mpnet"),
      Rule.CASE_ACCENTS,
      special("<s>", "</s>", "[UNK]", "</s>", "<pad>", "<s>", "<mask>")),
  ROBERTA(
      List.of("Roberta", "Longformer", "Bart"),
      List.of("roberta", "longformer"),
      Rule.SPACE_BEFORE_EACH_WORD,
      special("<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>")),
  XLM_ROBERTA(
      List.of("XLMRoberta"),
      List.of("xlm-roberta", "xlm-roberta-xl"),
      Rule.NONE,
      special("<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>")),
  CAMEMBERT(
      List.of("Camembert"),
      List.of("camembert"),
      Rule.NONE,
      special("<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>")),
  ALBERT(
      List.of("Albert"),
      List.of("albert"),
      Rule.NONE,
      special("[CLS]", "[SEP]", "<unk>", "[SEP]", "<pad>", "[CLS]", "[MASK]")),
  DEBERTA_V2(
      List.of("DebertaV2"),
      List.of("deberta-v2"),
      Rule.NONE,
      special("[CLS]", "[SEP]", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]")),
  /** Takes the file as it is. */
  ANY(List.of("PreTrained"), List.of(), Rule.NONE, Map.of());

  /** What a class rewrites. */
  enum Rule {
    NONE,
    /** The normaliser's lower-casing and stripping of accents. */
    CASE_ACCENTS,
    /** And its spacing of Chinese characters. */
    CASE_ACCENTS_CHINESE,
    /** Refuses words given apart unless each is spelled with a space before it. */
    SPACE_BEFORE_EACH_WORD
  }

  private static final String SUFFIX = "Tokenizer(Fast)?$";

  private final List<String> names;
  private final List<String> modelTypes;
  final Rule rule;

  /** Role to content, where the configuration names no other. */
  final Map<String, String> special;

  TokenizerClass(
      List<String> names, List<String> modelTypes, Rule rule, Map<String, String> special) {
    this.names = names;
    this.modelTypes = modelTypes;
    this.rule = rule;
    this.special = special;
  }

  private static Map<String, String> special(String... contents) {
    Map<String, String> byRole = new LinkedHashMap<>();
    for (int role = 0; role < contents.length; role++) {
      if (contents[role] != null) {
        byRole.put(SpecialTokens.ROLES.get(role), contents[role]);
      }
    }
    return byRole;
  }

  /**
   * @param name such as {@code BertTokenizer} or {@code BertTokenizerFast}
   */
  static Optional<TokenizerClass> named(String name) {
    String stem = name.replaceFirst(SUFFIX, "");
    return Stream.of(values()).filter(it -> it.names.contains(stem)).findFirst();
  }

  /** The class that transformers takes for a model whose folder names none. */
  static TokenizerClass ofModelType(String type) {
    return Stream.of(values()).filter(it -> it.modelTypes.contains(type)).findFirst().orElse(ANY);
  }

  /** Special tokens beyond those with a role, where the configuration names no others. */
  List<String> others() {
    return this == CAMEMBERT ? List.of("<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED") : List.of();
  }

  /** As transformers calls it. */
  String fastName() {
    return names.get(0) + "TokenizerFast";
  }
}
