package io.winnow.model.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.EntitySpan;
import io.winnow.text.TagFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HeadTagsLawsTest {

  private enum Side {
    BEFORE,
    BEHIND
  }

  /** However labels are spelled and ordered, they mean the same. */
  @Property(tries = 300)
  void aSpellingChangesNothing(
      @ForAll("types") List<String> types,
      @ForAll TagFormat format,
      @ForAll Side side,
      @ForAll("separators") String separator,
      @ForAll("outsides") String outside,
      @ForAll Random random) {
    Set<String> tags = new TreeSet<>();
    for (String type : types) {
      // A short one beside a long one of its type: all tags that the format has.
      tags.addAll(format.tags(4, List.of(new EntitySpan(0, 1, type), new EntitySpan(1, 4, type))));
    }
    List<String> plain = new ArrayList<>(tags);
    plain.add("O");
    Collections.shuffle(plain, random);
    List<String> spelled =
        plain.stream()
            .map(
                tag -> {
                  String position = tag.substring(0, 1);
                  String type = tag.substring(Math.min(2, tag.length()));
                  return tag.equals("O")
                      ? outside
                      : side == Side.BEFORE
                          ? position + separator + type
                          : type + separator + position;
                })
            .toList();

    HeadTags read = HeadTags.of(spelled);

    assertThat(read.labels().types()).containsExactlyInAnyOrderElementsOf(types);
    for (int i = 0; i < read.rows().size(); i++) {
      assertThat(read.tags().get(i)).isEqualTo(plain.get(read.rows().get(i)));
    }
    assertThat(read.rows()).hasSameSizeAs(plain).doesNotHaveDuplicates();
    if (format == TagFormat.BILOU) {
      assertThat(read.scheme()).contains(TagScheme.BILOU);
    } else {
      assertThat(read.scheme()).isEmpty();
    }
  }

  @Provide
  static Arbitrary<List<String>> types() {
    return Arbitraries.of("PER", "LOC", "geo-loc", "work_of_art", "Person", "x1", "机构")
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Provide
  static Arbitrary<String> separators() {
    return Arbitraries.of("-", "_", ":");
  }

  @Provide
  static Arbitrary<String> outsides() {
    return Arbitraries.of("O", "o", "0", "OUT", "Outside", "NONE");
  }
}
