package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {

  private record Spans(int words, List<EntitySpan> spans) {}

  private static final List<EntitySpan> TOUCHING =
      List.of(
          new EntitySpan(1, 3, "PER"), new EntitySpan(3, 4, "PER"), new EntitySpan(4, 6, "LOC"));

  @Test
  void iob1MarksABeginningOnlyBetweenTwoOfOneType() {
    assertThat(TagFormat.IOB1.tags(7, TOUCHING))
        .containsExactly("O", "I-PER", "I-PER", "B-PER", "I-LOC", "I-LOC", "O");
  }

  @Test
  void iob2MarksEveryBeginning() {
    assertThat(TagFormat.IOB2.tags(7, TOUCHING))
        .containsExactly("O", "B-PER", "I-PER", "B-PER", "B-LOC", "I-LOC", "O");
  }

  @Test
  void bilouMarksEndsAndSingleWordsToo() {
    assertThat(TagFormat.BILOU.tags(7, TOUCHING))
        .containsExactly("O", "B-PER", "L-PER", "U-PER", "B-LOC", "L-LOC", "O");
  }

  @Test
  void aTypeMayHoldADash() {
    assertThat(Tags.spans(List.of("B-geo-loc", "I-geo-loc")))
        .containsExactly(new EntitySpan(0, 2, "geo-loc"));
  }

  @Test
  void anInsideTagOfAnotherTypeBeginsASpanForConllevalButNotStrictly() {
    List<String> tags = List.of("B-PER", "I-LOC", "I-LOC", "O", "I-PER");
    assertThat(Tags.spans(tags))
        .containsExactly(
            new EntitySpan(0, 1, "PER"), new EntitySpan(1, 3, "LOC"), new EntitySpan(4, 5, "PER"));
    assertThat(Tags.strictSpans(tags)).containsExactly(new EntitySpan(0, 1, "PER"));
  }

  @Test
  void whatIsNoTagIsRefusedWithItsPlace() {
    for (String wrong : List.of("", "B", "B-", "X-PER", "e-mail", "B_PER", "PER", "B-PER|B-LOC")) {
      assertThatThrownBy(() -> Tags.spans(List.of("O", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Word 1 has the tag '" + wrong + "'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "B-X M-X E-X S-X O S-Y, '[0,3) X, [3,4) X, [5,6) Y'",
    "W-X W-X B-X L-X, '[0,1) X, [1,2) X, [2,4) X'",
    "o b-x i-x o, '[1,3) x'",
    "o i-x b-x, '[1,2) x, [2,3) x'",
    "o s-x b-y e-y, '[1,2) x, [2,4) y'",
    "B-X o I-X, '[0,1) X, [2,3) X'",
  })
  void otherWritingsOfTagsAreRead(String tags, String spans) {
    assertThat(Tags.spans(List.of(tags.split(" ")))).hasToString("[" + spans + "]");
  }

  @Test
  void smallAndCapitalPrefixesDoNotStandTogether() {
    assertThatThrownBy(() -> Tags.spans(List.of("B-X", "i-X")))
        .hasMessageContaining("Word 1 has the tag 'i-X'");
  }

  @Test
  void overlapsAndSpansBeyondTheSentenceAreNotWritten() {
    assertThatThrownBy(
            () ->
                TagFormat.IOB2.tags(
                    5, List.of(new EntitySpan(1, 3, "LOC"), new EntitySpan(2, 4, "PER"))))
        .hasMessage("Entity spans [1,3) LOC and [2,4) PER overlap");
    assertThatThrownBy(() -> TagFormat.IOB2.tags(3, List.of(new EntitySpan(2, 4, "PER"))))
        .hasMessage("Entity span [2,4) PER reaches beyond the sentence's 3 words");
  }

  @Property(tries = 200)
  void spansComeBackFromEveryFormat(@ForAll("spans") Spans sentence, @ForAll TagFormat format) {
    List<String> tags = format.tags(sentence.words(), sentence.spans());
    assertThat(tags).hasSize(sentence.words());
    assertThat(Tags.spans(tags)).isEqualTo(sentence.spans());
  }

  @Property(tries = 200)
  void strictAndLooseReadingAgreeOnValidIob2(@ForAll("spans") Spans sentence) {
    List<String> tags = TagFormat.IOB2.tags(sentence.words(), sentence.spans());
    assertThat(Tags.strictSpans(tags)).isEqualTo(sentence.spans());
  }

  @Property(tries = 200)
  void tagIdsAndSpansAreTwoFacesOfOneThing(@ForAll("spans") Spans sentence) {
    LabelScheme scheme = new LabelScheme(List.of("PER", "LOC", "ORG"));
    int[] ids = scheme.tagIds(sentence.words(), sentence.spans());
    assertThat(scheme.spans(ids)).isEqualTo(sentence.spans());
    int before = 0;
    for (int id : ids) {
      assertThat(LabelScheme.mayFollow(before, id)).isTrue();
      before = id;
    }
  }

  @Provide
  Arbitrary<Spans> spans() {
    return Arbitraries.longs().map(TagsTest::random);
  }

  private static Spans random(long seed) {
    Random random = new Random(seed);
    List<String> types = List.of("PER", "LOC", "ORG");
    List<EntitySpan> spans = new ArrayList<>();
    int word = random.nextInt(3);
    for (int count = random.nextInt(6); count > 0; count--) {
      int end = word + 1 + random.nextInt(4);
      spans.add(new EntitySpan(word, end, types.get(random.nextInt(3))));
      word = end + random.nextInt(3);
    }
    return new Spans(word + random.nextInt(3), List.copyOf(spans));
  }
}
