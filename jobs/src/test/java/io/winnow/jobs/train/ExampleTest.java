package io.winnow.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.train.TrainSettings.LabelWeights;
import io.winnow.model.WordTargets;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.testing.LocalSpark;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What of a label a model is to learn. */
class ExampleTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER"));
  private static final Sentence ANNA_SANG = Sentence.ofWords("test", List.of("Anna", "sang"));
  private static final List<EntitySpan> ANNA = List.of(new EntitySpan(0, 1, "PER"));
  private static final float[] DIVIDED = {0.25f, 0.75f, 0, 1, 0, 0};

  private static Example example(float[] posteriors) {
    return new Example("a", List.of("Anna", "sang"), ANNA, posteriors);
  }

  @Test
  void hardTargetsAreTheTagsOfTheSpans() {
    WordTargets targets = example(DIVIDED).targets(SCHEME, LabelWeights.HARD);
    assertThat(targets).isInstanceOf(WordTargets.Hard.class);
    assertThat(targets.distributions(3)).containsExactly(0, 1, 0, 1, 0, 0);
  }

  @Test
  void posteriorTargetsAreThePosteriors() {
    WordTargets targets = example(DIVIDED).targets(SCHEME, LabelWeights.POSTERIOR);
    assertThat(targets.distributions(3)).containsExactly(DIVIDED);
    assertThat(targets.of(new int[] {1}).distributions(3)).containsExactly(1, 0, 0);
  }

  @Test
  void aLabelWithoutPosteriorsCountsAsCertain() {
    assertThat(example(new float[0]).targets(SCHEME, LabelWeights.POSTERIOR))
        .isInstanceOf(WordTargets.Hard.class);
  }

  @Test
  void posteriorsOfAnotherLengthAreRefusedWithTheWayOut() {
    assertThatThrownBy(() -> example(new float[5]).targets(SCHEME, LabelWeights.POSTERIOR))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "The label of sentence a has 5 posteriors, but its 2 words of 3 tags need 6: run"
                + " 'winnow merge' again, or train with train.label-weights = hard");
  }

  @Test
  void posteriorsAreReadFromTheLabelStoreAndMayBeMissing() {
    List<Row> rows =
        LocalSpark.session()
            .createDataset(
                List.of(label(new Float[] {0.25f, 0.75f, 0f, 1f, 0f, 0f}), label(null)),
                Encoders.row(Schemas.LABELS))
            .collectAsList();

    assertThat(Example.of(rows.get(0)).posteriors()).containsExactly(DIVIDED);
    assertThat(Example.of(rows.get(0)).words()).containsExactly("Anna", "sang");
    assertThat(Example.of(rows.get(0)).spans()).isEqualTo(ANNA);
    assertThat(Example.of(rows.get(1)).posteriors()).isEmpty();
  }

  private static Row label(Float[] posteriors) {
    return RowFactory.create(
        ANNA_SANG.id(),
        ANNA_SANG.text(),
        Rows.ofWords(ANNA_SANG.words()),
        Rows.ofConfidentSpans(List.of(new ConfidentSpan(ANNA.get(0), 0.75))),
        0.75,
        posteriors,
        new String[] {"ann"},
        0,
        "r0000-b0001",
        "majority");
  }
}
