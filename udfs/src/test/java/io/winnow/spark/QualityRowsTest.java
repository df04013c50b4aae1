package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.AnnotatorComparison;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.MajorityVote;
import io.winnow.evaluation.quality.AnswerFacts;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.evaluation.quality.SuggestedAnswers;
import io.winnow.evaluation.quality.UnjudgedAnswers;
import io.winnow.testing.LocalSpark;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityRowsTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("LOC", "PER"));
  private static final EntitySpan PER = new EntitySpan(0, 2, "PER");
  private static final EntitySpan LOC = new EntitySpan(3, 4, "LOC");

  private final Sentence sentence =
      Sentence.ofWords("test", List.of("Paris", "Hilton", "likes", "Rome"));
  private final List<Annotation> annotations =
      List.of(
          new Annotation(sentence.id(), "ann", AnnotationStatus.DONE, List.of(PER, LOC)),
          new Annotation(sentence.id(), "bob", AnnotationStatus.DONE, List.of(PER)));

  @TempDir private Path folder;

  @Test
  void annotatorsAreWrittenAndReadBack() {
    List<Row> read =
        roundTrip(
            report().annotators().stream().map(r -> QualityRows.of(r, SCHEME)).toList(),
            Schemas.ANNOTATORS);
    Row ann = read.get(0);
    assertThat(ann.<String>getAs("annotator")).isEqualTo("ann");
    assertThat(ann.<Long>getAs("sentences")).isEqualTo(1);
    assertThat(ann.<Double>getAs("settled_f1")).isEqualTo(1);
    assertThat(ann.<Double>getAs("peer_f1")).isEqualTo(2.0 / 3);
    assertThat(ann.<Double>getAs("seconds_per_word")).isEqualTo(2);
    assertThat(ann.<Double>getAs("chance_score")).isNull();
    assertThat(ann.<Double>getAs("drift_z")).isNull();
    assertThat(ann.<Double>getAs("known_exact")).isNull();
    assertThat(ann.<Boolean>getAs("likely_spammer")).isFalse();
    assertThat(ann.getList(ann.fieldIndex("confusion"))).isNotEmpty();
    assertThat(ann.<Long>getAs("suggested")).isEqualTo(1);
    assertThat(ann.<Double>getAs("suggested_same")).isZero();
    assertThat(ann.<Double>getAs("suggested_f1")).isEqualTo(2.0 / 3);
    Row bob = read.get(1);
    assertThat(bob.<Long>getAs("suggested")).isZero();
    assertThat(bob.<Double>getAs("suggested_same")).isNull();
    assertThat(bob.<Double>getAs("known_exact")).isEqualTo(1);
    assertThat(bob.<Double>getAs("known_exact_high")).isEqualTo(1);
    assertThat(bob.<Double>getAs("seconds_per_word")).isNull();
  }

  @Test
  void batchesAreWrittenAndReadBack() {
    List<Row> read =
        roundTrip(report().batches().stream().map(QualityRows::of).toList(), Schemas.BATCH_QUALITY);
    assertThat(read.get(0).<String>getAs("batch_id")).isEqualTo("b1");
    assertThat(read.get(0).<Double>getAs("pairwise_f1")).isEqualTo(2.0 / 3);
    assertThat(read.get(0).<Double>getAs("unanimous")).isZero();
    assertThat(read.get(1).<Double>getAs("span_alpha")).isNull();
  }

  @Test
  void comparisonsAreWrittenAndReadBack() {
    Row read =
        roundTrip(
                List.of(QualityRows.of(AnnotatorComparison.of(sentence, annotations))),
                Schemas.COMPARISON)
            .get(0);
    List<Row> versions = read.getList(read.fieldIndex("versions"));
    assertThat(versions)
        .extracting(version -> version.<String>getAs("marked"))
        .containsExactly("[PER Paris Hilton] likes Rome", "[PER Paris Hilton] likes [LOC Rome]");
    List<Row> differences = read.getList(read.fieldIndex("differences"));
    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).<String>getAs("text")).isEqualTo("Rome");
    assertThat(differences.get(0).getList(4)).isEqualTo(List.of("ann"));
    assertThat(differences.get(0).getList(5)).isEqualTo(List.of("bob"));
  }

  private List<Row> roundTrip(List<Row> rows, StructType schema) {
    String path = folder.resolve("table").toString();
    LocalSpark.session()
        .createDataset(rows, Encoders.row(schema))
        .coalesce(1)
        .write()
        .parquet(path);
    return LocalSpark.session().read().schema(schema).parquet(path).collectAsList();
  }

  private QualityReport report() {
    Judgements judgements =
        Judgements.of(
            SCHEME,
            List.of(new AnnotatedSentence(sentence.id(), sentence.wordTexts(), annotations)));
    SuggestedAnswers suggested = new SuggestedAnswers();
    suggested.add("ann", List.of(PER), List.of(PER, LOC));
    AnswerFacts facts =
        new AnswerFacts(judgements, List.of("b1", "b2"), suggested)
            .add(sentence.id(), "ann", "b1", 0, 8)
            .add(sentence.id(), "bob", "b1", 0, Double.NaN)
            .requireAll();
    UnjudgedAnswers checks = new UnjudgedAnswers().known("bob", List.of(PER), List.of(PER));
    return QualityReport.of(
        judgements, new MajorityVote().adjudicate(judgements), facts, checks, 0.5);
  }
}
