package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.acquisition.AcquisitionFunction;
import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.acquisition.OnePassFunction;
import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.Judgements;
import io.winnow.api.ExitCode;
import io.winnow.selection.Modifiers;
import io.winnow.selection.QueryStrategy;
import io.winnow.testing.Duck;
import io.winnow.testing.OwnJvm;
import io.winnow.testing.SourceJar;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of functions of one's own, as a jar that nothing of Winnow was built with. */
class OwnFunctionsTest {

  private static final String STRATEGY =
      "--set=select.strategy=longest-doubt + dedupe + longest(c=3)";
  private static final String FUNCTIONS = "--set=score.functions=[mnlp,longest-doubt]";
  private static final String ADJUDICATOR = "--set=merge.adjudicator=unanimous";

  @TempDir static Path jars;
  private static Path jar;

  @TempDir Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeAll
  static void build() {
    jar =
        SourceJar.ofProject(Path.of("examples", "own-functions"))
            .write(jars.resolve("own-functions.jar"));
  }

  @AfterEach
  void withoutTheJar() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static void seeing(Path... jars) throws Exception {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars[i].toUri().toURL();
    }
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(urls, OwnFunctionsTest.class.getClassLoader()));
  }

  @Test
  void standBehindWinnowsOwnWhereverNamesAreListed() throws Exception {
    List<String> functions = AcquisitionFunctions.names();
    seeing(jar);
    assertThat(AcquisitionFunctions.names()).startsWith("mnlp").endsWith("longest-doubt");
    assertThat(AcquisitionFunctions.onePassNames()).contains("longest-doubt");
    assertThat(AcquisitionFunctions.names()).hasSize(functions.size() + 1);
    assertThat(Modifiers.examples()).startsWith("lengths(min=5, max=60)").endsWith("longest(c=2)");
    assertThat(Adjudicators.names()).startsWith("majority").endsWith("unanimous");
  }

  @Test
  void theFunctionCountsWordsInDoubtThatStandInARow() throws Exception {
    seeing(jar);
    AcquisitionFunction function = AcquisitionFunctions.named("longest-doubt");
    double sure = Math.log(.95);
    double half = Math.log(.5);
    float[] logs = {
      (float) sure, (float) Math.log(.05),
      (float) half, (float) half,
      (float) half, (float) half,
      (float) sure, (float) Math.log(.05),
      (float) half, (float) half,
    };
    assertThat(((OnePassFunction) function).score(new WordDistributions(logs, 5, 2))).isEqualTo(-2);
    assertThat(((OnePassFunction) function).score(new WordDistributions(logs, 1, 2)))
        .isEqualTo(function.certain());
  }

  @Test
  void theModifierIsPrintedAndParsedLikeAnyOther() throws Exception {
    seeing(jar);
    QueryStrategy strategy = QueryStrategy.parse("longest-doubt+longest(3) + dedupe");
    assertThat(strategy).hasToString("longest-doubt + longest(c=3) + dedupe(similarity=0.8)");
    assertThat(QueryStrategy.parse(strategy.toString())).isEqualTo(strategy);
    assertThat(strategy.reach()).isEqualTo(3);
  }

  @Test
  void theAdjudicatorKeepsWhatAllMarked() throws Exception {
    seeing(jar);
    EntitySpan ann = new EntitySpan(0, 1, "PER");
    EntitySpan rome = new EntitySpan(2, 3, "LOC");
    Judgements judgements =
        Judgements.of(
            new LabelScheme(List.of("PER", "LOC")),
            List.of(
                new AnnotatedSentence(
                    "s",
                    List.of("Ann", "in", "Rome"),
                    List.of(
                        new Annotation("s", "a", AnnotationStatus.DONE, List.of(ann, rome)),
                        new Annotation("s", "b", AnnotationStatus.DONE, List.of(rome))))));
    var label = Adjudicators.named("unanimous").adjudicate(judgements).label(0);
    assertThat(label.spans())
        .singleElement()
        .satisfies(it -> assertThat(it.span()).isEqualTo(rome));
    assertThat(label.confidence()).isEqualTo(.5);
  }

  /**
   * The driver has the jar on its class path, as the launcher gives it; the executor, in a JVM of
   * its own, by {@code spark.jars} alone.
   */
  @Test
  void aRoundIsSettledScoredAndSelectedByThemWithExecutorsThatGetTheJarFromSpark() {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    List<String> cluster =
        List.of(
            "-Dspark.master=local-cluster[1,2,1024]",
            "-Dspark.jars=" + jar,
            "-Dspark.executor.memory=1g",
            "-Dspark.executor.extraClassPath=" + OwnJvm.classPath(),
            "-Dspark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                + " -Dai.djl.offline=true -DOPT_OUT_TRACKING=true",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.sql.shuffle.partitions=2");
    try (Child child =
        Child.winnow(
            folder.resolve("child"),
            List.of(jar),
            cluster,
            desk.with("round", STRATEGY, FUNCTIONS, ADJUDICATOR))) {
      child
          .end()
          .exited(ExitCode.DONE)
          .saying("strategy: longest-doubt + dedupe(similarity=0.8) + longest(c=3)");
    }
    String scores = desk.table("rounds/0001/scores", "scores");
    assertThat(
            Duck.query(
                "SELECT count(*) > 0, bool_and(longest_doubt BETWEEN -word_count AND 0) FROM "
                    + scores))
        .containsExactly(List.of("true", "true"));
    assertThat(
            Duck.query(
                "SELECT bool_and(s.score = c.longest_doubt) FROM %s s JOIN %s c USING (id)"
                    .formatted(desk.table("rounds/0001/selection", "selection"), scores)))
        .containsExactly(List.of("true"));
    assertThat(Duck.query("SELECT DISTINCT adjudicator FROM " + desk.table("labels", "labels")))
        .containsExactly(List.of("unanimous"));
  }

  @Test
  void aNameThatIsTakenEndsEveryCommandWithBothClassesAndJars() throws Exception {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Path clash =
        new SourceJar()
            .withClass(
                "other.Unanimous",
                "package other;\n"
                    + "import io.winnow.annotation.*;\n"
                    + "public class Unanimous implements Adjudicator {\n"
                    + "  public String name() { return \"unanimous\"; }\n"
                    + "  public Adjudication adjudicate(Judgements all) { return null; }\n"
                    + "}\n")
            .naming(Adjudicator.class, "other.Unanimous")
            .write(jars.resolve("clash.jar"));
    seeing(jar, clash);
    desk.run("status")
        .exited(ExitCode.USAGE)
        .saying(
            "The configuration has a problem:",
            "(adjudicator) are called 'unanimous'",
            "org.example.functions.Unanimous (file:",
            "own-functions.jar)",
            "other.Unanimous (file:",
            "clash.jar)",
            "take its jar off the class path");
  }

  @Test
  void aJarWhoseClassIsNotThereEndsEveryCommandWithItsProviderFile() throws Exception {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    seeing(
        new SourceJar()
            .naming(AcquisitionFunction.class, "org.example.Gone")
            .write(jars.resolve("gone.jar")));
    desk.run("select", STRATEGY, FUNCTIONS)
        .exited(ExitCode.USAGE)
        .saying("gone.jar!/META-INF/services/", "org.example.Gone not found", "mend that jar");
  }

  @Test
  void withoutTheJarTheNamesAreUnknownAndTheWayInIsSaid() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("select", STRATEGY, FUNCTIONS, ADJUDICATOR)
        .exited(ExitCode.USAGE)
        .saying(
            "a strategy can't begin with 'longest-doubt'; it can begin with mnlp,",
            "META-INF/services/io.winnow.acquisition.AcquisitionFunction names it",
            "score.functions (--set): must be some of [mnlp,",
            "merge.adjudicator (--set): is 'unanimous'; there are majority,",
            "META-INF/services/io.winnow.annotation.Adjudicator names it",
            "jobs/docs/extending.md");
    desk.run("select", "--set=select.strategy=mnlp + longest")
        .exited(ExitCode.USAGE)
        .saying("'longest' is no modifier", "io.winnow.selection.ModifierKind names it");
  }
}
