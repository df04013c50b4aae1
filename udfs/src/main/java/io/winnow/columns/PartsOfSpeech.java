package io.winnow.columns;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that taggers and chunkers write, and that are no words and no entity types. */
final class PartsOfSpeech {

  /** Penn Treebank, Universal Dependencies, STTS, CoNLL-2002's Dutch. */
  private static final Set<String> TAGS =
      Set.of(
          ("CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM"
                  + " TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB HYPH NFP ADD AFX GW XX PRP|VBP"
                  + " NN|SYM -LRB- -RRB- -X- HT RT USR URL ADJ ADP ADV AUX CCONJ CONJ DET INTJ NOUN"
                  + " NUM PART PRON PROPN PUNCT SCONJ VERB X ADJA ADJD APPR APPRART APPO APZR ART"
                  + " CARD FM ITJ KOUI KOUS KON KOKOM NE PDS PDAT PIS PIAT PIDAT PPER PPOSS PPOSAT"
                  + " PRELS PRELAT PRF PWS PWAT PWAV PAV PROAV PTKZU PTKNEG PTKVZ PTKANT PTKA TRUNC"
                  + " VVFIN VVIMP VVINF VVIZU VVPP VAFIN VAIMP VAINF VAPP VMFIN VMINF VMPP XY Adj"
                  + " Adv Art Conj Int Misc N Num Prep Pron Punc V")
              .split(" "));

  private static final Set<String> CHUNKS =
      Set.of(
          "NP", "VP", "PP", "ADVP", "ADJP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP", "NC",
          "VC", "PC", "SC", "AC", "QP", "WHNP", "WHPP", "WHADVP");

  /** Semantic roles, as in CoNLL-2005 and OntoNotes. */
  private static final Pattern ROLE =
      Pattern.compile("(C-|R-)*(V|rel|A[0-5A]|ARG(M|[0-5A])(-\\w+)?|AM-\\w+)");

  private static final Pattern CODE =
      Pattern.compile("[\\p{Punct}]+|[A-Z][A-Z0-9_$:*+|./-]*|[$][.,(]");
  private static final Pattern LETTER = Pattern.compile(".*[A-Za-z].*");

  private PartsOfSpeech() {}

  /** Whether all values are tags of parts of speech, or punctuation beside them. */
  static boolean are(Collection<String> values) {
    return values.stream().anyMatch(value -> LETTER.matcher(value).matches())
        && values.stream().allMatch(PartsOfSpeech::is);
  }

  /**
   * Whether words are tags of parts of speech, or punctuation beside them: of several, in letters.
   */
  static boolean areAll(List<String> words) {
    return words.stream().allMatch(PartsOfSpeech::is)
        && words.stream().filter(it -> it.length() > 1 && TAGS.contains(it)).distinct().count() > 1;
  }

  private static boolean is(String value) {
    return TAGS.contains(value) || !value.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether all values look like codes, such as tags of a set that is not known here. */
  static boolean areCodes(Collection<String> values) {
    return values.stream().allMatch(value -> CODE.matcher(value).matches())
        && values.stream().anyMatch(value -> LETTER.matcher(value).matches());
  }

  /** A chunk's type or a semantic role. */
  static boolean isSyntax(String type) {
    return CHUNKS.contains(type) || ROLE.matcher(type).matches();
  }
}
