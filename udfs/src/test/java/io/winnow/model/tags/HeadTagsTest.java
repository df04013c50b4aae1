package io.winnow.model.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.text.LabelScheme;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTagsTest {

  /** A row a line: labels by id; types; the labels' rows; their tags; the scheme. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # As some know CoNLL-2003: no person follows another at once there.
          B-LOC,B-MISC,B-ORG,I-LOC,I-MISC,I-ORG,I-PER,O | LOC,MISC,ORG,PER | 7,0,3,1,4,2,5,6 | O,B-LOC,I-LOC,B-MISC,I-MISC,B-ORG,I-ORG,I-PER | iob1
          O,B-LOC,I-LOC,I-PER             | LOC,PER | 0,1,2,3 | O,B-LOC,I-LOC,I-PER | iob1
          O,B-PER,I-PER                   | PER     | 0,1,2   | O,B-PER,I-PER       | open
          O,B-PER,I-PER,B-LOC             | PER,LOC | 0,1,2,3 | O,B-PER,I-PER,B-LOC | iob2
          O,B-PER,B-LOC                   | PER,LOC | 0,1,2   | O,B-PER,B-LOC       | iob2
          O,I-PER,I-LOC                   | PER,LOC | 0,1,2   | O,I-PER,I-LOC       | io
          LOC,O,PER                       | LOC,PER | 1,0,2   | O,I-LOC,I-PER       | io
          O,geo-loc,other                 | geo-loc,other | 0,1,2 | O,I-geo-loc,I-other | io
          O,E-MAIL,S-BAHN                 | E-MAIL,S-BAHN | 0,1,2 | O,I-E-MAIL,I-S-BAHN | io
          O,X,NOUN                        | X,NOUN  | 0,1,2   | O,I-X,I-NOUN        | io
          O,B-PER,I-PER,E-PER,S-PER       | PER     | 0,1,4,2,3 | O,B-PER,S-PER,I-PER,E-PER | bilou
          O,B-PER,I-PER,L-PER,U-PER       | PER     | 0,1,4,2,3 | O,B-PER,U-PER,I-PER,L-PER | bilou
          O,B-PER,M-PER,E-PER,S-PER       | PER     | 0,1,4,2,3 | O,B-PER,S-PER,M-PER,E-PER | bilou
          O,B-PER,I-PER,E-PER,W-PER       | PER     | 0,1,4,2,3 | O,B-PER,W-PER,I-PER,E-PER | bilou
          O,B_PER,I_PER                   | PER     | 0,1,2   | O,B-PER,I-PER       | open
          O,B:PER,I:PER                   | PER     | 0,1,2   | O,B-PER,I-PER       | open
          O,PER-B,PER-I                   | PER     | 0,1,2   | O,B-PER,I-PER       | open
          O,PER_B,PER_I,PER_E,PER_S       | PER     | 0,1,4,2,3 | O,B-PER,S-PER,I-PER,E-PER | bilou
          o,b-per,i-per                   | per     | 0,1,2   | O,B-per,I-per       | open
          O,b-PER,i-PER                   | PER     | 0,1,2   | O,B-PER,I-PER       | open
          O,B-geo_loc,I-geo_loc           | geo_loc | 0,1,2   | O,B-geo_loc,I-geo_loc | open
          O,B_geo-loc,I_geo-loc           | geo-loc | 0,1,2   | O,B-geo-loc,I-geo-loc | open
          0,B-PER,I-PER                   | PER     | 0,1,2   | O,B-PER,I-PER       | open
          B-PER,I-PER,OUT                 | PER     | 2,0,1   | O,B-PER,I-PER       | open
          Outside,B-PER,I-PER             | PER     | 0,1,2   | O,B-PER,I-PER       | open
          none,PER                        | PER     | 0,1     | O,I-PER             | io
          """)
  void labelsAreReadByTheirPositionsAndTypes(
      String labels, String types, String rows, String tags, String scheme) {
    List<String> names = List.of(labels.split(","));
    HeadTags read = HeadTags.of(names);

    assertThat(read.labels()).isEqualTo(new LabelScheme(List.of(types.split(","))));
    assertThat(read.rows()).isEqualTo(numbers(rows));
    assertThat(read.tags()).isEqualTo(List.of(tags.split(",")));
    assertThat(read.scheme().map(TagScheme::code).orElse("open")).isEqualTo(scheme);
    assertThat(read.leftOut()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          O,B-PER,I-PER,[CLS],[SEP],X           | 0,1,2 | [CLS],[SEP],X
          [PAD],O,B-PER,I-PER                   | 1,2,3 | [PAD]
          O,PER,<pad>,</s>                      | 0,1   | <pad>,</s>
          O,PER,X,[CLS]                         | 0,1   | X,[CLS]
          IGNORE,O,B-PER,I-PER,pad              | 1,2,3 | IGNORE,pad
          """)
  void labelsOfSpecialTokensAreLeftOut(String labels, String rows, String leftOut) {
    HeadTags read = HeadTags.of(List.of(labels.split(",")));

    assertThat(read.rows()).isEqualTo(numbers(rows));
    assertThat(read.leftOut()).isEqualTo(List.of(leftOut.split(",")));
    assertThat(read.explained())
        .endsWith(
            "; never a word's, so left out before probabilities are taken: "
                + leftOut.replace(",", ", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LABEL_0,LABEL_1          | its labels LABEL_0, LABEL_1 are numbers without a meaning
          0,1,2                    | its labels 0, 1, 2 are numbers without a meaning
          B-PER,I-PER              | its labels B-PER, I-PER have none for words outside of entities, such as O
          B-PER,I-PER,[PAD]        | its labels B-PER, I-PER, [PAD] have none for words outside of entities, such as O
          POSITIVE,NEGATIVE        | its labels POSITIVE, NEGATIVE have none for words outside of entities, such as O
          O,NONE,B-PER,I-PER       | its labels have several for words outside of entities: O, NONE
          O,O,B-PER,I-PER          | its labels have 'O' twice
          O,B-PER,I-PER,B-PER      | its labels have 'B-PER' twice
          O,B-PER,I-PER,b-PER      | its labels have 'b-PER' twice
          O,B-PER,I-per            | its labels write one type in several ways: PER, per
          O,B-PER,I-PER,MISC       | its labels B-PER, I-PER, MISC are tags of no one form: B-PER beside MISC
          O,B-PER,I-PER,L-PER,O-PER | its labels B-PER, I-PER, L-PER, O-PER are tags of no one form: B-PER beside L-PER
          O,B-PER,I_PER            | its labels B-PER, I_PER are tags of no one form
          O,B-,I-                  | its labels B-, I- are tags of no one form
          O,B,I                    | its labels B, I name no entity type
          O                        | its labels name no entity type
          O,[CLS],[SEP]            | its labels name no entity type
          """)
  void whatHasNoOneMeaningIsRefused(String labels, String reason) {
    assertThatThrownBy(() -> HeadTags.of(List.of(labels.split(","))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void ofManyLabelsTheFirstAreShown() {
    List<String> many = IntStream.range(0, 40).mapToObj(i -> "LABEL_" + i).toList();

    assertThatThrownBy(() -> HeadTags.of(many))
        .hasMessageContaining("LABEL_0, LABEL_1")
        .hasMessageContaining("LABEL_11, ... (40) are")
        .hasMessageNotContaining("LABEL_12");
  }

  @Test
  void whatIsMeantMustFitTheLabels() {
    HeadTags open = HeadTags.of(List.of("O", "B-PER", "I-PER"));
    assertThat(open.meant(TagScheme.IOB1).scheme()).contains(TagScheme.IOB1);
    assertThat(open.meant(TagScheme.IOB1).meant(TagScheme.IOB2).isIob2()).isTrue();
    assertThatThrownBy(() -> open.meant(TagScheme.BILOU))
        .hasMessage("its labels O, B-PER, I-PER are of iob1 or iob2, not of bilou");
    HeadTags plain = HeadTags.of(List.of("O", "PER"));
    assertThat(plain.meant(TagScheme.IO)).isEqualTo(plain);
    assertThatThrownBy(() -> plain.meant(TagScheme.IOB2))
        .hasMessage("its labels O, I-PER are of io, not of iob2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          O,I-PER,I-LOC                   | IO: words of one type in a row are one entity
          O,B-LOC,I-LOC,I-PER             | IOB1: I- begins an entity where the word before is of another type
          O,B-PER,I-PER,B-LOC             | IOB2; entities of LOC are one word long
          O,B-PER,I-PER,L-PER,U-PER       | BILOU: U- as B-, L- as I-, their probabilities added
          O,B-A,M-A,E-A,S-A,S-B           | BILOU: S- as B-, M- as I-, E- as I-, their probabilities added; entities of B are one word long
          """)
  void itIsSaidHowLabelsAreRead(String labels, String explained) {
    assertThat(HeadTags.of(List.of(labels.split(","))).explained()).isEqualTo(explained);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I-PER,O,B-PER                   | iob2 | 1,2,0
          I-PER,O,B-PER                   | iob1 | 1,0,0
          O,LOC,PER                       | io   | 0,1,1,2,2
          O,B-PER,B-LOC                   | iob2 | 0,1,1,2,2
          B-LOC,I-LOC,I-PER,O             | iob1 | 3,1,1,2,2
          O,B-PER,I-PER,L-PER,U-PER       | bilou | 0,1+4,2+3
          """)
  void trainingGoesOnFromTheRowsThatMeanTheSame(String labels, String scheme, String rows) {
    HeadTags head =
        HeadTags.of(List.of(labels.split(","))).meant(TagScheme.ofCode(scheme).orElseThrow());
    assertThat(head.iob2Rows())
        .isEqualTo(Stream.of(rows.split(",")).map(it -> numbers(it.replace('+', ','))).toList());
  }

  private static List<Integer> numbers(String list) {
    return List.of(list.split(",")).stream().map(Integer::valueOf).toList();
  }
}
