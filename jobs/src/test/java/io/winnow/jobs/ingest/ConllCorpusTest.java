package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.ingest.Corpus.ReadCounts;
import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConllCorpusTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'a I-X/b I-X/c B-X/d O', 'a|b|c|d -> [[0,2) X, [2,3) X]'",
    "'a B-X/b I-X/c O/d B-Y', 'a|b|c|d -> [[0,2) X, [3,4) Y]'",
    "'a B-X/b L-X/c U-X/d O', 'a|b|c|d -> [[0,2) X, [2,3) X]'",
    "'a NNP I-NP I-X/b VB I-VP O', 'a|b -> [[0,1) X]'",
    "'a/b', 'a|b -> ?'",
    "'# O/tag B-X', '#|tag -> [[1,2) X]'",
    "'a O/# O', 'a|# -> []'",
    "'#\tO/#NFL\tB-X', '#|#NFL -> [[1,2) X]'",
    "'# sent_id = 1/# text = a/# newdoc id = d/# id 7\tdomain=en/a O', 'a -> []'",
    "'re y\tO/mi \u00A0\tO', 're y|mi -> []'",
    "'👍🏽\tB-X/北京\tO', '👍🏽|北京 -> [[0,1) X]'",
  })
  void oneSentenceIsRead(String lines, String shown) throws IOException {
    Path file = CorpusFiles.write(folder.resolve("a.conll"), lines.replace('/', '\n'));

    assertThat(CorpusFiles.shown(file)).containsExactly(shown);
  }

  @Test
  void blankLinesAndDocumentsSeparateSentencesAndLineEndsMayBeOfAnyKind() throws IOException {
    Path file =
        CorpusFiles.write(
            folder.resolve("a.iob2"),
            "\uFEFF-DOCSTART- -X- O O\r\n\r\na O\r\n \t\r\n\r\n\r\nb B-X\r\n-DOCSTART- O\nc O");

    assertThat(CorpusFiles.shown(file)).containsExactly("a -> []", "b -> [[0,1) X]", "c -> []");
  }

  /** Documents without a name have their number in their file: other files count anew. */
  @Test
  void commentsAndBoundariesAreMetadata() throws IOException {
    CorpusFiles.write(
        folder.resolve("all/a.conll"),
        "a O\n\n-DOCSTART- -X- O O\n\n-DOCSTART- O\nb B-X\nc O\n\nd O\n-DOCSTART- O\ne O\n");
    CorpusFiles.write(
        folder.resolve("all/b.conll"),
        "#begin document (bc/cctv/1); part 000\na O\n\n#end document\n"
            + "#begin document (bc/cctv/1); part 001\nf O\n\n#end document\n#begin document\ng O\n");
    CorpusFiles.write(
        folder.resolve("all/c.conllu"),
        """
        # global.columns = ID FORM MISC
        # newdoc id = d 1
        # newpar id = p1
        # sent_id = s1
        # sent_id = again
        # text = h

        # lang =\s
        1\th\tO

        # sent_id = s2
        1\ti\tO
        # lang = de

        # newpar
        # sent_id = s3
        # note = bad
        1\tO

        # newdoc
        # speaker = \u00c4nne
        # doc_id = own
        1\tj\tO

        1\tk\tO
        """);
    CorpusFiles.write(folder.resolve("all/d.conll"), "# O\n= O\n\n# B-X\na O\n");
    CorpusInput input = CorpusFiles.input(folder.resolve("all"), InputFormat.CONLL, "c", 1);
    try (Corpus corpus = Corpus.read(LocalSpark.session(), input)) {
      assertThat(
              corpus.sentences().selectExpr("text", "metadata").collectAsList().stream()
                  .map(row -> row.getString(0) + " " + row.getString(1)))
          .containsExactlyInAnyOrder(
              "a null",
              "b c {\"doc_id\":\"all/a.conll:2\"}",
              "d {\"doc_id\":\"all/a.conll:2\"}",
              "e {\"doc_id\":\"all/a.conll:3\"}",
              "a {\"doc_id\":\"bc/cctv/1\"}",
              "f {\"doc_id\":\"bc/cctv/1\"}",
              "g {\"doc_id\":\"all/b.conll:3\"}",
              "h {\"doc_id\":\"d 1\",\"par_id\":\"p1\"}",
              "i {\"sent_id\":\"s2\",\"lang\":\"de\",\"doc_id\":\"d 1\",\"par_id\":\"p1\"}",
              "j {\"speaker\":\"\u00c4nne\",\"doc_id\":\"own\"}",
              "k {\"doc_id\":\"all/c.conllu:2\"}",
              "# = null",
              "# a null");
      assertThat(corpus.metadata().columns().fieldNames())
          .containsExactly("doc_id", "lang", "par_id", "sent_id", "speaker");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a O/b/c O', 'line 2: 1 column (''b''), where line 1 has 2'",
    "'a/b O', 'line 2: 2 columns, where line 1 has 1'",
    "'a O/b PER', 'line 2: ''PER'' is no tag'",
    "'a O//b O/\tO', 'line 4: the word is empty'",
    "'a O/b B-', 'line 2: ''B-'' is no tag'",
    "'a O/\u00A0\tO', 'line 2: the word is empty: the line has nothing there but U+00A0 (NO-BREAK"
        + " SPACE)'",
  })
  void aBadLineIsNamedByFileAndNumber(String lines, String problem) throws IOException {
    Path file = CorpusFiles.write(folder.resolve("bad.conll"), lines.replace('/', '\n'));

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bad.conll " + problem);
  }

  @Test
  void aSentenceWithABadLineIsLeftOutAsAWhole() throws IOException {
    Path file = CorpusFiles.write(folder.resolve("a.conll"), "a O\nb ?\nc ?\n\nd O\n\n");
    CorpusInput input = CorpusFiles.input(file, InputFormat.AUTO, "a", 1);

    try (Corpus corpus = Corpus.read(LocalSpark.session(), input)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly("d -> []");
      assertThat(corpus.counts()).isEqualTo(new ReadCounts(1, 0, 1));
      assertThat(corpus.problems()).singleElement().asString().startsWith("a.conll line 2: '?'");
    }
  }

  @Test
  void filesWithAndWithoutGoldMayLieInOneFolder() throws IOException {
    CorpusFiles.write(folder.resolve("in/gold.conll"), "a B-X\n");
    CorpusFiles.write(folder.resolve("in/plain.conll"), "b\nc\n");

    assertThat(CorpusFiles.shown(folder.resolve("in")))
        .containsExactly("a -> [[0,1) X]", "b|c -> ?");
  }

  @Test
  void whatColumnsWereReadIsSaid() throws IOException {
    CorpusFiles.write(folder.resolve("in/a.conll"), "1\tIda\tB-PER\tO\n2\tkam\tO\tO\n");
    CorpusFiles.write(folder.resolve("in/b.conll"), "Ulm\tNNP\tB-NP\tB-LOC\n");
    CorpusFiles.write(folder.resolve("in/c.conll"), "Lu\tB-PER\n");

    try (Corpus corpus = CorpusFiles.read(folder.resolve("in"))) {
      assertThat(CorpusFiles.shown(corpus.sentences()))
          .containsExactly("Ida|kam -> [[0,1) PER]", "Lu -> [[0,1) PER]", "Ulm -> [[0,1) LOC]");
      assertThat(corpus.notes())
          .contains(
              "columns of in/a.conll: 2 is the word ('Ida'), 3 the tag ('B-PER'); not used: 1, 4",
              "columns of in/b.conll: 1 is the word ('Ulm'), 4 the tag ('B-LOC'); not used: 2, 3",
              "Warning: files of 4 columns differ: in in/a.conll the word is 2, the tag 3; in"
                  + " in/b.conll the word is 1, the tag 4")
          .noneMatch(line -> line.contains("c.conll"));
    }
  }

  @Test
  void aFileWhoseColumnsTakeAGuessIsRefusedUntilTheyAreNamed() throws IOException {
    Path file = CorpusFiles.write(folder.resolve("nested.tsv"), "1\tIda\tB-PER\tB-OTH\n");
    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read %s: nested.tsv: columns 3 ('B-PER') and 4 ('B-OTH') both hold entity tags;"
                + " init.tag-column=3 or 4 decides",
            file);
    CorpusInput input =
        CorpusInput.of(
            file.toString(),
            new InputSettings(
                "a",
                InputFormat.AUTO,
                TextSettings.AUTOMATIC,
                "auto",
                "-1",
                List.of(),
                List.of(),
                0));
    try (Corpus corpus = Corpus.read(LocalSpark.session(), input)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly("Ida -> [[0,1) OTH]");
    }
  }

  @Test
  void bytesThatAreNoTextAreOneBadRecordWithTheirLine() throws IOException {
    Path file = folder.resolve("latin.conll");
    Files.write(
        file, "a\tB-X\nZo\u00E9\tO\nb\tO\n\nc\tB-Y\n".getBytes(StandardCharsets.ISO_8859_1));
    CorpusInput input = CorpusFiles.input(file, InputFormat.AUTO, "a", 1);
    try (Corpus corpus = Corpus.read(LocalSpark.session(), input)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly("c -> [[0,1) Y]");
      assertThat(corpus.counts()).isEqualTo(new ReadCounts(1, 0, 1));
      assertThat(corpus.problems())
          .containsExactly(
              "latin.conll line 2: byte 3 of the line (0xE9) is not UTF-8; name the file's"
                  + " encoding: init.encoding=windows-1252");
    }
  }
}
