package io.winnow.columns;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.columns.ColumnSentences.ColumnSentence;
import io.winnow.files.Lines;
import io.winnow.text.EntitySpan;
import io.winnow.text.TagFormat;
import io.winnow.text.Tags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is written as columns in any order comes back, or is refused; never something else. */
class ColumnLawsTest {

  private static final List<String> WORDS =
      List.of(
          "Ida", "kam", "nach", "Ulm", "heim", ".", "1984", "42", "#", "#tag", "don't", "ﷺ", "北京",
          "👍🏽", "e\u0301", "O", "B-52", "U.S.", "NATO", "=", "*", "(x", "_", "-", "שלום", "a b");

  /** Columns that may stand beside a word and its tag. */
  private enum Extra {
    INDEX,
    POS,
    CHUNK,
    OUTSIDE,
    DOCUMENT,
    FEATURES,
    OFFSETS
  }

  private record Written(List<List<String>> words, List<List<EntitySpan>> spans) {}

  private static Written random(Random random) {
    List<List<String>> words = new ArrayList<>();
    List<List<EntitySpan>> spans = new ArrayList<>();
    for (int count = 2 + random.nextInt(12); count > 0; count--) {
      List<String> sentence = new ArrayList<>();
      List<EntitySpan> found = new ArrayList<>();
      int length = 2 + random.nextInt(8);
      for (int i = 0; i < length; i++) {
        sentence.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      sentence.set(random.nextInt(length), "kam" + random.nextInt(5));
      for (int start = random.nextInt(3); start < length; start += random.nextInt(4)) {
        int end = Math.min(length, start + 1 + random.nextInt(3));
        found.add(
            new EntitySpan(start, end, List.of("PER", "LOC", "geo-loc").get(random.nextInt(3))));
        start = end;
      }
      words.add(sentence);
      spans.add(found);
    }
    spans.set(0, List.of(new EntitySpan(0, 1, "PER")));
    return new Written(words, spans);
  }

  private static String cell(Extra extra, int sentence, int word, Random random) {
    return switch (extra) {
      case INDEX -> String.valueOf(word + 1);
      case POS -> List.of("NNP", "VBZ", "IN", ".", "DT").get(random.nextInt(5));
      case CHUNK -> List.of("B-NP", "I-NP", "B-VP", "O").get(random.nextInt(4));
      case OUTSIDE -> "O";
      case DOCUMENT -> "doc" + sentence;
      case FEATURES -> random.nextBoolean() ? "_" : "SpaceAfter=No";
      case OFFSETS -> "%d:%d".formatted(word * 5, word * 5 + 4);
    };
  }

  /** Which column is the word, which the tag, and the lines. */
  private record File(int word, int tag, List<String[]> rows) {

    static File of(Written written, List<Extra> extras, TagFormat format, Random random) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < extras.size() + 2; i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      List<String[]> rows = new ArrayList<>();
      for (int s = 0; s < written.words().size(); s++) {
        List<String> words = written.words().get(s);
        List<String> tags = format.tags(words.size(), written.spans().get(s));
        for (int w = 0; w < words.size(); w++) {
          String[] row = new String[order.size()];
          row[order.get(0)] = words.get(w);
          row[order.get(1)] = tags.get(w);
          for (int i = 0; i < extras.size(); i++) {
            row[order.get(i + 2)] = cell(extras.get(i), s, w, random);
          }
          rows.add(row);
        }
        rows.add(new String[0]);
      }
      return new File(order.get(0), order.get(1), rows);
    }

    String text(int swapped, int other) {
      StringBuilder text = new StringBuilder();
      for (String[] row : rows) {
        String[] cells = row.clone();
        if (cells.length > 0) {
          cells[swapped] = row[other];
          cells[other] = row[swapped];
        }
        text.append(String.join("\t", cells)).append('\n');
      }
      return text.toString();
    }
  }

  private static Written read(String text, ColumnQuery query) throws IOException {
    ColumnSentences sentences =
        new ColumnSentences(
            new Lines(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Long.MAX_VALUE),
            Long.MAX_VALUE,
            query,
            () -> true);
    List<List<String>> words = new ArrayList<>();
    List<List<EntitySpan>> spans = new ArrayList<>();
    for (ColumnSentence it = sentences.next(); it != null; it = sentences.next()) {
      if (it.problem().isPresent()) {
        throw new IllegalArgumentException(it.problem().get().reason());
      }
      words.add(it.words());
      spans.add(Tags.spans(it.tags()));
    }
    return new Written(words, spans);
  }

  private static List<Extra> extras(Random random) {
    List<Extra> extras = new ArrayList<>(List.of(Extra.values()));
    Collections.shuffle(extras, random);
    return extras.subList(0, random.nextInt(4));
  }

  @Property(tries = 200)
  void spansInAreSpansOut(@ForAll long seed, @ForAll TagFormat format) throws IOException {
    Random random = new Random(seed);
    Written written = random(random);
    File file = File.of(written, extras(random), format, random);
    String text = file.text(0, 0);
    Written asked =
        read(text, ColumnFiles.query(String.valueOf(file.word() + 1), "" + (file.tag() + 1)));
    assertThat(asked).isEqualTo(written);
    try {
      assertThat(read(text, ColumnFiles.AUTO)).as(text).isEqualTo(written);
    } catch (LayoutException e) {
      assertThat(e).hasMessageContaining("init.");
    }
  }

  /** A file is not refused without need. */
  @Test
  void mostFilesAreRead() throws IOException {
    int refused = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Written written = random(random);
      File file = File.of(written, extras(random), TagFormat.IOB2, random);
      try {
        assertThat(read(file.text(0, 0), ColumnFiles.AUTO)).isEqualTo(written);
      } catch (LayoutException e) {
        refused++;
      }
    }
    assertThat(refused).isLessThan(5);
  }

  /** Of files of two to five columns, each pair of columns swapped. */
  @Test
  void swappedColumnsAreNeverReadAsSomethingElseInSilence() throws IOException {
    int swaps = 0;
    int same = 0;
    int silent = 0;
    for (int seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      Written written = random(random);
      File file = File.of(written, extras(random), TagFormat.IOB2, random);
      int columns = file.rows().get(0).length;
      for (int i = 0; i < columns; i++) {
        for (int j = i + 1; j < columns; j++) {
          String text = file.text(i, j);
          swaps++;
          try {
            boolean isSame = read(text, ColumnFiles.AUTO).equals(written);
            same += isSame ? 1 : 0;
            boolean isSaid = !ColumnFiles.notes(text, ColumnFiles.AUTO).isEmpty();
            silent += isSame || isSaid ? 0 : 1;
          } catch (IllegalArgumentException | LayoutException e) {
            assertThat(e.getMessage()).isNotEmpty();
          }
        }
      }
    }
    assertThat(swaps).isGreaterThan(400);
    assertThat(silent).isZero();
    assertThat(same).isGreaterThan(swaps * 9 / 10);
  }
}
