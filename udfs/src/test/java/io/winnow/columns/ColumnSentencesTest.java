package io.winnow.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files of many kinds; {@code /} ends a line, a blank stands for a tab. */
class ColumnSentencesTest {

  private static String file(String lines) {
    return lines.replace(' ', '\t').replace('/', '\n');
  }

  /** The lines, the first sentence, what is said of the columns. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          1 Ida B-PER O/2 kam O O/3 nach O O/4 Ulm B-LOC O ~ Ida|kam|nach|Ulm -> [[0,1) PER, [3,4) LOC] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1, 4
          0 Ida B-PER/1 kam O//0 Ulm B-LOC ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          1 Ida B-PER/2 kam O//3 Ulm B-LOC ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          1 Ida B-PER O ~ Ida -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1, 4
          Ida 1 B-PER/kam 2 O ~ Ida|kam -> [[0,1) PER] ~ 1 is the word ('Ida'), 3 the tag ('B-PER'); not used: 2
          B-PER Ida/O kam ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 1 the tag ('B-PER')
          O Ida/O kam ~ Ida|kam -> [] ~ 2 is the word ('Ida'), 1 the tag ('O')
          NNP Ida B-PER/VBD kam O ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          PROPN Ida B-PER/VERB kam O ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          Ida N B-PER/kam V O ~ Ida|kam -> [[0,1) PER] ~ 1 is the word ('Ida'), 3 the tag ('B-PER'); not used: 2
          NP00000 Ida B-PER/VMI kam O ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          EU NNP B-NP B-ORG/rejects VBZ B-VP O/German JJ B-NP B-MISC ~ EU|rejects|German -> [[0,1) ORG, [2,3) MISC] ~ 1 is the word ('EU'), 4 the tag ('B-ORG'); not used: 2, 3
          EU NNP B-ORG B-NP/rejects VBZ O B-VP/German JJ B-MISC B-NP ~ EU|rejects|German -> [[0,1) ORG, [2,3) MISC] ~ 1 is the word ('EU'), 3 the tag ('B-ORG'); not used: 2, 4
          EU B-A0 B-ORG/rejects B-V O/it B-A1 O ~ EU|rejects|it -> [[0,1) ORG] ~ 1 is the word ('EU'), 3 the tag ('B-ORG'); not used: 2
          Hamburgs Hamburg NE I-NC B-LOC/kleine klein ADJA I-NC O/Kinder Kind NN I-NC O/in in APPR I-PC O/Ulm Ulm NE I-PC B-LOC ~ Hamburgs|kleine|Kinder|in|Ulm -> [[0,1) LOC, [4,5) LOC] ~ 1 is the word ('Hamburgs'), 5 the tag ('B-LOC'); not used: 2, 3, 4
          doc7 Ida B-PER/doc7 kam O ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          a1 Ida B-PER/a1 kam O//a2 Ulm B-LOC/a2 ruft O ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          0-3 Ida B-PER/4-7 kam O ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1
          Ida PER-B/Maria PER-I/kam O ~ Ida|Maria|kam -> [[0,2) PER] ~ 1 is the word ('Ida'), 2 the tag ('PER-B')
          Ida b-per/Maria i-per/kam o ~ Ida|Maria|kam -> [[0,2) per] ~ 1 is the word ('Ida'), 2 the tag ('b-per')
          Ida B-PER/Maria M-PER/Lu E-PER/Ulm S-LOC ~ Ida|Maria|Lu|Ulm -> [[0,3) PER, [3,4) LOC] ~
          Ida U-PER/kam O/Lu B-PER/Li L-PER ~ Ida|kam|Lu|Li -> [[0,1) PER, [2,4) PER] ~
          Ida (PER*/Maria *)/kam */Ulm (LOC) ~ Ida|Maria|kam|Ulm -> [[0,2) PER, [3,4) LOC] ~ 1 is the word ('Ida'), 2 the tag ('(PER*')
          Ida B-PER/kam _ ~ Ida|kam -> [[0,1) PER] ~ 1 is the word ('Ida'), 2 the tag ('B-PER')
          token ner/Ida B-PER/kam O ~ Ida|kam -> [[0,1) PER] ~ 1 token is the word ('Ida'), 2 ner the tag ('B-PER'); line 1 names them
          lemma form label/kommen kam O/Ida Ida B-PER ~ kam|Ida -> [[1,2) PER] ~ 2 form is the word ('Ida'), 3 label the tag ('B-PER'); not used: 1; line 1 names them
          1 Ida B-PER - -/2 kam O - - ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1, 4, 5
          E-Mail O/kam O ~ E-Mail|kam -> [] ~
          '# n-tv.de [2009-10-17]/1 Ida B-PER O/2 kam O O' ~ Ida|kam -> [[0,1) PER] ~ 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1, 4
          '###MEDLINE:95369245//IL-2 B-DNA/gene I-DNA' ~ IL-2|gene -> [[0,2) DNA] ~
          'Ida B-PER x/kam O ' ~ Ida|kam -> [[0,1) PER] ~ 1 is the word ('Ida'), 2 the tag ('B-PER'); not used: 3
          Ida/kam ~ Ida|kam -> ? ~
          1984 CD I-NP U-PER/42 CD I-NP O ~ 1984|42 -> [[0,1) PER] ~ 1 is the word ('1984'), 4 the tag ('U-PER'); not used: 2, 3
          """)
  void columnsAreFound(String lines, String first, String columns) {
    assertThat(ColumnFiles.shown(file(lines), ColumnFiles.AUTO)).first().isEqualTo(first);
    List<String> notes = ColumnFiles.notes(file(lines), ColumnFiles.AUTO);
    if (columns == null) {
      assertThat(notes).isEmpty();
    } else {
      assertThat(notes).first().isEqualTo("columns of f: " + columns);
    }
  }

  /** The lines and why they are refused, or which sentence is bad. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          1 Ida B-PER B-OTH/2 kam O O ~ refused: f: columns 3 ('B-PER') and 4 ('B-OTH') both hold entity tags; init.tag-column=3 or 4 decides
          Ida NNP/kam VBD ~ refused: f: no column holds entity tags: 1 ('Ida') text, 2 ('NNP') parts of speech. init.tag-column names the column; init.tag-column=none reads the words alone
          Ida NNP B-NP/kam VBD B-VP ~ refused: f: no column holds entity tags: 1 ('Ida') text, 2 ('NNP') parts of speech, 3 ('B-NP') chunks or roles. init.tag-column names the column; init.tag-column=none reads the words alone
          Ida PER/kam O/heim O ~ refused: f line 1: 'PER' is no tag: O or one of B- I- M- L- E- U- S- W- and a type. If it is a type without a prefix, name the types in labels.types or labels.map
          Ida B/kam O ~ refused: f line 1: 'B' is no tag: O or one of B- I- M- L- E- U- S- W- and a type. If it is a type without a prefix, name the types in labels.types or labels.map
          Ida I B-PER/kam came O ~ refused: f: columns 1 ('Ida') and 2 ('I') may both be the word; init.word-column=1 or 2 decides
          Ida,B-PER/kam,O ~ refused: f: its lines have one column, but most end in a tag, such as 'Ida,B-PER'; columns are parted by tabs or spaces
          1 Ida B-PER/2 kam O/1 Ulm B-LOC ~ refused: f line 3: column 1 begins to count again, but there is no empty line between the sentences
          Ida B-PER/kam O/heim ~ line 3: 1 column ('heim'), where line 1 has 2
          Ida B-PER/kam O/heim O O ~ line 3: 3 columns, where line 1 has 2
          Ida B-PER/kam O/heim B-PER|B-LOC ~ line 3: 'B-PER|B-LOC' is no tag: it looks like several; nested entities are not read, so leave one tag a word
          Ida PER-B/kam O/heim B-PER/los O ~ line 1: 'PER-B' is no tag: O or one of B- I- M- L- E- U- S- W- and a type
          Ida b-per/kam o/heim B-per/los o ~ line 1: 'b-per' is no tag: O or one of B- I- M- L- E- U- S- W- and a type
          Ida (PER*/kam * ~ refused: f: no column holds entity tags: 1 ('Ida') text, 2 ('(PER*') chunks or roles. init.tag-column names the column; init.tag-column=none reads the words alone
          Ida (PER)//Lu (PER*/kam * ~ Ida -> [[0,1) PER]
          de:Ida B-PER/de:kam O/de:heim O ~ refused: f: each word begins with 'de:', such as 'de:Ida'; take the language off first, as sed -E 's/^de://' FILE does
          """)
  void whatWouldTakeAGuessIsRefused(String lines, String shown) {
    assertThat(ColumnFiles.shown(file(lines), ColumnFiles.AUTO)).first().isEqualTo(shown);
  }

  /** The lines, columns as they are asked for, the first sentence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          Ida B-PER B-OTH/kam O O ~ auto ~ 3 ~ Ida|kam -> [[0,1) OTH]
          Ida B-PER B-OTH/kam O O ~ auto ~ -2 ~ Ida|kam -> [[0,1) PER]
          Ida NNP/kam VBD ~ auto ~ none ~ Ida|kam -> ?
          Ida NNP B-NP/kam VBD B-VP ~ auto ~ 3 ~ Ida|kam -> [[0,1) NP, [1,2) VP]
          Ida I B-PER/kam came O ~ 2 ~ auto ~ I|came -> [[0,1) PER]
          Ida I B-PER/kam came O ~ 1 ~ auto ~ Ida|kam -> [[0,1) PER]
          de en tag/Ida I B-PER/kam came O ~ EN ~ auto ~ I|came -> [[0,1) PER]
          w outer inner/Ida B-PER O/kam O B-X ~ w ~ inner ~ Ida|kam -> [[1,2) X]
          '# global.columns = ID FORM X:NE Y/1 Ida B-PER B-Z/2 kam _ _' ~ auto ~ x:ne ~ Ida|kam -> [[0,1) PER]
          1 Ida _ NE=B-PER|SpaceAfter=No/2 kam _ _ ~ 2 ~ NE ~ Ida|kam -> [[0,1) PER]
          1 Ida _ A=B-PER|B=B-X/2 kam _ _ ~ 2 ~ 4.B ~ Ida|kam -> [[0,1) X]
          Ida B-PER/kam O ~ 3 ~ auto ~ refused: f line 1: init.word-column=3, but there are 2 columns
          Ida B-PER/kam O ~ auto ~ ner ~ refused: f: init.tag-column=ner, but it names no columns; give a number
          w t/Ida B-PER/kam O ~ w ~ ner ~ refused: f: init.tag-column=ner, but its columns are w, t
          Ida NNP/kam VBD ~ auto ~ 2 ~ refused: f: column 2 ('NNP') holds no tags but parts of speech
          """)
  void columnsAreThoseAskedFor(String lines, String word, String tag, String first) {
    String content = lines.startsWith("#") ? lines.replaceFirst("^(#[^/]*)/", "") : lines;
    String comment = lines.startsWith("#") ? lines.substring(0, lines.indexOf('/') + 1) : "";
    assertThat(
            ColumnFiles.shown(
                comment.replace('/', '\n') + file(content), ColumnFiles.query(word, tag)))
        .first()
        .isEqualTo(first);
  }

  /** What is said beside the columns. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          Ida B-PER/kam O//Maria B-Per/kam O ~ the types PER and Per differ in capitals only; labels.map makes one of them
          S1 Ida B-PER/S1 kam O/S1 heim O/S2 Ulm B-LOC/S2 ruft O/S2 laut O ~ column 1 ('S1') seems to name sentences, but there are no empty lines between them
          S1 Ida B-PER/ kam O/ heim O/S2 Ulm B-LOC/ ruft O/ laut O ~ column 1 ('S1') seems to name sentences, but there are no empty lines between them
          """)
  void whatIsOddIsAWarning(String lines, String warning) {
    assertThat(ColumnFiles.notes(file(lines), ColumnFiles.AUTO)).contains("Warning: f: " + warning);
  }

  @Test
  void csvsQuotesAreAWarning() {
    assertThat(ColumnFiles.notes("\"\"\"\"\tO\nIda\tB-PER\n", ColumnFiles.AUTO))
        .singleElement()
        .asString()
        .startsWith("Warning: f: a word is \"\"\"\"");
  }

  @Test
  void emptyLinesThatAreMissingOrTooManyAreAWarning() {
    assertThat(ColumnFiles.notes("Ida\tB-PER\nkam\tO\n".repeat(500), ColumnFiles.AUTO))
        .singleElement()
        .asString()
        .startsWith("Warning: f: the first sentence has 1,000 words or more");
    assertThat(ColumnFiles.notes("Ida\tB-PER\n\nkam\tO\n\n".repeat(10), ColumnFiles.AUTO))
        .singleElement()
        .asString()
        .startsWith("Warning: f: each of the first 20 sentences has one word");
  }

  /** Files that were put together: a sentence far behind those that tell the columns. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          1 Ida B-NP B-PER/2 kam B-VP O/3 . O O ~ column 1 has numbers that count here ('1', '2'), not words; have the columns changed places? init.word-column=1 says that they are words
          NNP Ida B-NP B-PER/VBD kam B-VP O/. . O O ~ column 1 has parts of speech here ('NNP', 'VBD'), not words; have the columns changed places? init.word-column=1 says that they are words
          Ida NNP B-PER B-NP/kam VBD O B-VP/. . O O ~ 'B-NP' is a chunk, but column 4 had entities before (LOC, PER); have the columns changed places? init.tag-column=4 says that it is an entity, too
          Ida NNP O B-NP/kam VBD O B-VP/. . O O ~ 'B-NP' is a chunk, but column 4 had entities before (LOC, PER); have the columns changed places? init.tag-column=4 says that it is an entity, too
          """)
  void columnsThatChangePlacesAreABadSentence(String lines, String problem) {
    String first =
        file("Ida NNP B-NP B-PER/kam VBD B-VP O/nach IN B-PP O/Ulm NNP B-NP B-LOC//").repeat(400);
    List<String> shown = ColumnFiles.shown(first + file(lines), ColumnFiles.AUTO);
    assertThat(shown).hasSize(401);
    assertThat(shown.subList(0, 400)).containsOnly(shown.get(0));
    assertThat(shown.get(400)).isEqualTo("line 2001: " + problem);
  }

  /** What looks like other columns, and is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 CD B-NP O/2 CD I-NP O",
        "1 CD B-NP O/3 CD I-NP O/5 CD I-NP O",
        "IN IN B-NP O/IN IN I-NP O/. . O O",
        "Ida NNP B-NP B-PER/V NNP I-NP B-MISC/. . O O"
      })
  void aSentenceOfOddWordsIsOne(String lines) {
    String first =
        file("Ida NNP B-NP B-PER/kam VBD B-VP O/nach IN B-PP O/Ulm NNP B-NP B-LOC//").repeat(30);
    assertThat(ColumnFiles.shown(first + file(lines), ColumnFiles.AUTO))
        .hasSize(31)
        .noneMatch(it -> it.startsWith("line"));
  }

  @Test
  void typesAloneAreTagsWhereTheyAreKnown() {
    String lines = file("Ida PER/Maria PER/kam O/heim ORG/los O/da O");
    assertThat(ColumnFiles.shown(lines, ColumnFiles.query("auto", "auto", "PER", "ORG", "LOC")))
        .containsExactly("Ida|Maria|kam|heim|los|da -> [[0,2) PER, [3,4) ORG]");
    assertThat(ColumnFiles.shown(lines, ColumnFiles.query("auto", "auto", "PER")))
        .first()
        .asString()
        .startsWith("refused: f line 1: 'PER' is no tag");
  }

  @Test
  void conllUsRangesAndEmptyNodesArePassedOver() {
    String columns = "\t_\t_\t_\t_\t0\troot\t_\t";
    String lines =
        "# text = x\n1-2\tzum%s_\n1\tzu%s_\n2\tdem%s_\n2.1\tleer%s_\n3\tUlm%sNER=B-LOC|SpaceAfter=No\n"
            .replace("%s", columns);
    assertThat(ColumnFiles.shown(lines, ColumnFiles.AUTO))
        .containsExactly("zu|dem|Ulm -> [[2,3) LOC]");
    assertThat(ColumnFiles.notes(lines, ColumnFiles.AUTO))
        .containsExactly(
            "columns of f: 2 FORM is the word ('Ulm'), 10 MISC.NER the tag ('B-LOC'); not used: 1,"
                + " 3, 4, 5, 6, 7, 8, 9");
    assertThat(ColumnFiles.shown(lines.replace("NER=B-LOC|", ""), ColumnFiles.AUTO))
        .singleElement()
        .asString()
        .contains("no column holds entity tags", "init.tag-column=none reads the words alone");
  }

  @Test
  void conll2012MayHaveAColumnForEachPredicate() {
    String row = "bc/1 0 %d %s NN %s - - - Ana %s %s -\n";
    String lines =
        "#begin document (bc/1); part 000\n"
            + row.formatted(0, "Ida", "(TOP(NP*", "(PERSON*", "(ARG0*) *")
            + row.formatted(1, "Lu", "*))", "*)", "* (V*)")
            + "\n"
            + row.formatted(0, "Ulm", "(TOP*)", "(GPE)", "(V*)")
            + "#end document\n";
    assertThat(ColumnFiles.shown(lines, ColumnFiles.AUTO))
        .containsExactly("Ida|Lu -> [[0,2) PERSON]", "Ulm -> [[0,1) GPE]");
    String hidden = (row.formatted(0, "[WORD]", "(TOP*)", "*", "*") + "\n").repeat(25);
    assertThat(ColumnFiles.shown(hidden, ColumnFiles.AUTO))
        .singleElement()
        .asString()
        .startsWith("refused: f: no column holds words");
  }

  @Test
  void theRestOfAFileMustGoOnLikeItsBeginning() {
    String head = file("1 Ida B-PER O/2 kam O O//").repeat(300);
    String rest =
        file("1 Ulm B-LOC B-ORG/2 ruft O O//1 Ulm B-LOC O/1 ruft O O//1 Ulm B-LOC//1 Ulm B-X O");
    List<String> shown = ColumnFiles.shown(head + rest, ColumnFiles.AUTO);
    assertThat(shown.subList(300, shown.size()))
        .containsExactly(
            "line 901: column 4 held only O before, and here 'B-ORG', while column 3 has the tags;"
                + " init.tag-column=3 or 4 decides",
            "line 905: column 1 begins to count again, but there is no empty line between the"
                + " sentences",
            "line 907: 3 columns, where line 1 has 4",
            "Ulm -> [[0,1) X]");
  }

  @ParameterizedTest
  @CsvSource({"U+00A0", "U+200B", "U+FEFF", "U+3000", "U+2028", "U+0085"})
  void aLineOfBlanksEndsASentenceAndIsNoWord(String name) {
    String blank = String.valueOf((char) Integer.parseInt(name.substring(2), 16));
    assertThat(ColumnFiles.shown("a\tB-X\n" + blank + "\r\nb\tO\n", ColumnFiles.AUTO))
        .containsExactly("a -> [[0,1) X]", "b -> []");
    assertThat(ColumnFiles.shown("a\tB-X\n" + blank + "\tO\n\nb\tO", ColumnFiles.AUTO))
        .first()
        .asString()
        .startsWith("line 2: the word is empty: the line has nothing there but " + name);
  }

  @Test
  void blanksAtTheEndsOfAColumnAreNoPartOfIt() {
    assertThat(
            ColumnFiles.shown(
                "\u00A0a\u3000\tB-X \u00A0\nre y \t O\n\uFE0F\tO\n", ColumnFiles.AUTO))
        .containsExactly("a|re y|\uFE0F -> [[0,1) X]");
  }

  @Test
  void bytesThatAreNoTextMakeTheirSentenceBadAndNoOther() throws IOException {
    byte[] good = "a\tB-X\nZoé\tO\nb\tO\n\nc\tB-Y\n".getBytes(StandardCharsets.UTF_8);
    byte[] bad = new byte[good.length - 1];
    int accent = new String(good, StandardCharsets.UTF_8).indexOf('é');
    System.arraycopy(good, 0, bad, 0, accent);
    bad[accent] = (byte) 0xE9;
    System.arraycopy(good, accent + 2, bad, accent + 1, good.length - accent - 2);
    assertThat(ColumnFiles.shown(bad, ColumnFiles.AUTO))
        .containsExactly("line 2: byte 3 of the line (0xE9) is not UTF-8", "c -> [[0,1) Y]");
  }
}
