package io.winnow.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.winnow.annotation.TieRule;
import io.winnow.config.ConfigReader.Layer;
import io.winnow.contract.HandOff.Guideline;
import io.winnow.contract.ReturnLimits;
import io.winnow.contract.Signatures;
import io.winnow.evaluation.LabelQuality;
import io.winnow.jobs.evaluate.EvaluateSettings;
import io.winnow.jobs.handoff.ControlSettings;
import io.winnow.jobs.handoff.HandoffSettings;
import io.winnow.jobs.handoff.RedactionSettings;
import io.winnow.jobs.handoff.ShownSettings;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.ingest.IngestSettings.EmptyGold;
import io.winnow.jobs.ingest.IngestSettings.Splits;
import io.winnow.jobs.ingest.InputFormat;
import io.winnow.jobs.ingest.InputSettings;
import io.winnow.jobs.ingest.Overlaps;
import io.winnow.jobs.ingest.TextSettings;
import io.winnow.jobs.labels.LabelSettings;
import io.winnow.jobs.merge.MergeSettings;
import io.winnow.jobs.review.ReviewSettings;
import io.winnow.jobs.round.JobSettings.RoundSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.select.SelectSettings;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.stop.StopSettings.StopRule;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.train.TrainSettings.LabelWeights;
import io.winnow.jobs.train.TrainSettings.TrainInit;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.selection.QueryStrategy;
import io.winnow.settings.Section;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

  @Test
  void theDefaultsAreThoseThatTheFileSays() {
    WinnowConfig config = set();
    assertThat(config.seed()).isEqualTo(42);
    assertThat(config.jobs().labels())
        .isEqualTo(
            new LabelSettings(List.of(), new TreeMap<>(), new TreeMap<>(), WeakSettings.NONE));
    assertThat(config.ingest())
        .isEqualTo(
            new IngestSettings(
                new InputSettings(
                    "",
                    InputFormat.AUTO,
                    new TextSettings("auto", "auto", TextSettings.TextSplit.NONE, Overlaps.REFUSE),
                    "auto",
                    "auto",
                    List.of(),
                    List.of("*"),
                    0),
                0.1,
                2000,
                "",
                EmptyGold.REFUSE,
                Splits.AUTO));
    assertThat(config.jobs().score())
        .isEqualTo(
            new ScoreSettings(
                List.of("mnlp"),
                0,
                InferenceOptions.Pooling.NONE,
                new ScoreSettings.Prediction(1024, 4096, 64, Precision.AUTO),
                0.01,
                20_000,
                new ScoreSettings.Rescoring(1.0, 0.05)));
    assertThat(config.jobs().select())
        .isEqualTo(new SelectSettings(QueryStrategy.parse("mnlp + dedupe"), 2500, 0, 1, "", ""));
    assertThat(config.jobs().handoff())
        .isEqualTo(
            new HandoffSettings(
                500,
                1,
                ControlSettings.NONE,
                ShownSettings.NOTHING,
                0.9,
                Duration.ZERO,
                Signatures.REQUIRED,
                RedactionSettings.NONE));
    assertThat(config.jobs().merge())
        .isEqualTo(
            new MergeSettings(
                "auto",
                TieRule.KEEP,
                0,
                1,
                0.5,
                1,
                new ReturnLimits(200_000, 20_000_000, 256, 120, 512, 1000, 2),
                config.jobs().labels()));
    assertThat(config.jobs().train())
        .isEqualTo(
            new TrainSettings(
                new TrainSettings.Optimization(16, 2e-4, 0.01, 0.1, 1, 0.1, 0.9),
                new TrainSettings.Steps(4, 300, 0, 200),
                new TrainSettings.EarlyStopping(0, 100, 3, 64),
                new TrainSettings.Compute(0, 256, Precision.AUTO),
                TrainInit.ENCODER,
                1,
                LabelWeights.HARD,
                new TrainSettings.Successor(0.9, 5000)));
    assertThat(config.review()).isEqualTo(new ReviewSettings(4, LabelQuality.COMBINED, 100));
    assertThat(config.jobs().round())
        .isEqualTo(new RoundSettings(RoundSettings.UNTIL_POOL_IS_EMPTY, EvaluateSettings.NONE));
    assertThat(config.jobs().stop())
        .isEqualTo(
            new StopSettings(
                StopRule.NONE,
                1000,
                0.9,
                3,
                new StopSettings.Uncertainty(0.01, 0.02),
                new StopSettings.Gain(10_000, 1.0, 0.5)));
    assertThat(config.workspace().lease()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void everyKeyIsAComponentOfARecordAndEveryComponentAKey() {
    Config reference = ConfigFactory.parseString(ConfigReader.referenceText());
    Set<String> components = new TreeSet<>(Set.of("seed"));
    for (RecordComponent component : WinnowConfig.class.getRecordComponents()) {
      if (component.getType().isAnnotationPresent(Section.class)) {
        addKeys(component.getType(), components);
      }
    }
    assertThat(new KnownKeys(reference).keys()).isEqualTo(components);
  }

  private static void addKeys(Class<?> settings, Set<String> keys) {
    for (RecordComponent component : settings.getRecordComponents()) {
      Binder.key(component).ifPresentOrElse(keys::add, () -> addKeys(component.getType(), keys));
    }
  }

  @Test
  void aFileInAnotherEncodingIsRefusedAndOneWithAMarkIsRead(@TempDir Path folder)
      throws IOException {
    String text = "seed = 7\nlabels.guidelines.PER = \"Zoë\"\n";
    Path latin = Files.write(folder.resolve("latin.conf"), text.getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Layer.of(latin))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("latin.conf")
        .hasMessageContaining("line 2: byte 28 of the line (0xEB) is not UTF-8");
    Path utf16 = Files.write(folder.resolve("utf16.conf"), text.getBytes(UTF_16));
    assertThat(Layer.of(utf16).text()).isEqualTo(text);
  }

  @Test
  void noRecordOfSettingsHasMoreThanEightComponents() {
    assertThat(sizes(WinnowConfig.class))
        .allSatisfy((type, size) -> assertThat(size).isLessThanOrEqualTo(8));
  }

  private static Map<String, Integer> sizes(Class<?> settings) {
    Map<String, Integer> sizes = new TreeMap<>();
    sizes.put(settings.getSimpleName(), settings.getRecordComponents().length);
    for (RecordComponent component : settings.getRecordComponents()) {
      if (component.getType().isAnnotationPresent(Section.class)) {
        sizes.putAll(sizes(component.getType()));
      }
    }
    return sizes;
  }

  @Test
  void aTopicsProblemHidesNoneOfTheRecordAroundItNorOfItsOtherTopics() {
    assertThat(problems("train.dropout=2", "train.restarts=-1", "train.successor.sentences=-1"))
        .containsExactlyInAnyOrder(
            "train.dropout (--set): must be at least 0 and below 1, not 2.0",
            "train.restarts (--set): must be at least 0, not -1",
            "train.successor.sentences (--set): must be at least 0, not -1");
  }

  @Test
  void aStrategyIsNotHeldAgainstFunctionsThatAreRefusedThemselves() {
    assertThat(problems("select.strategy=margin", "score.functions=margine"))
        .singleElement()
        .asString()
        .startsWith("score.functions (--set): must be some of ");
  }

  @Test
  void aWorkspacesOwnFileLiesBetweenPresetsAndFiles(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("winnow.conf"), "seed = 2, train.epochs = 2, round.last = 2");
    Path file = Files.writeString(folder.resolve("my.conf"), "train.epochs = 3, round.last = 3");
    WinnowConfig config =
        ConfigReader.read(
            List.of(new Layer("presets", "seed = 1, review.folds = 9")),
            Optional.of(Workspace.at(folder.toString(), new Configuration())),
            List.of(file),
            List.of("round.last=4"));
    assertThat(config.review().folds()).isEqualTo(9);
    assertThat(config.seed()).isEqualTo(2);
    assertThat(config.jobs().train().steps().epochs()).isEqualTo(3);
    assertThat(config.jobs().round().last()).isEqualTo(4);
  }

  @Test
  void laterLayersWinAndLeaveTheRestAlone() {
    WinnowConfig config =
        ConfigReader.read(
            List.of(
                new Layer("workspace", "train { epochs = 5, patience = 7 }\nseed = 1"),
                new Layer("file", "train.epochs = 6\ninit.source = mine")),
            List.of("train.epochs=7", "train.epochs=8", "init.format=conll"));
    assertThat(config.jobs().train().steps().epochs()).isEqualTo(8);
    assertThat(config.jobs().train().earlyStopping().patience()).isEqualTo(7);
    assertThat(config.jobs().train().optimization().batchSize()).isEqualTo(16);
    assertThat(config.seed()).isEqualTo(1);
    assertThat(config.ingest().input().source()).isEqualTo("mine");
    assertThat(config.ingest().input().format()).isEqualTo(InputFormat.CONLL);
  }

  @Test
  void settingsOnTheCommandLineNeedNoQuotes() {
    WinnowConfig config =
        set(
            "init.source=s3a://bucket/news, 2026: all # of it",
            "labels.types=PER,LOC",
            "labels.guidelines.PER=Names of people: no titles",
            "train.learning-rate=5e-5",
            "workspace.lease=2m");
    assertThat(config.ingest().input().source()).isEqualTo("s3a://bucket/news, 2026: all # of it");
    assertThat(config.jobs().labels().types()).containsExactly("PER", "LOC");
    assertThat(config.jobs().labels().guidelines())
        .containsEntry("PER", Guideline.of("Names of people: no titles"));
    assertThat(config.jobs().train().optimization().learningRate()).isEqualTo(5e-5);
    assertThat(config.workspace().lease()).isEqualTo(Duration.ofMinutes(2));
    assertThat(set("labels.types=[PER, \"my type\"]").jobs().labels().types())
        .containsExactly("PER", "my type");
  }

  @Test
  void aGuidelineIsATextOrADescriptionWithExamples() {
    WinnowConfig config =
        file(
            """
            labels.guidelines {
              PER = Names of people
              LOC { description = "Places, even \\"The Alps\\"", examples = [New York, the Alps] }
              ORG { examples = [UN] }
              "my.type" = 3
            }
            """);
    assertThat(config.jobs().labels().guidelines())
        .isEqualTo(
            Map.of(
                "PER",
                Guideline.of("Names of people"),
                "LOC",
                new Guideline("Places, even \"The Alps\"", List.of("New York", "the Alps")),
                "ORG",
                new Guideline("", List.of("UN")),
                "my.type",
                Guideline.of("3")));
    assertThat(file(config.resolved())).isEqualTo(config);
  }

  @Test
  void whatIsNoGuidelineIsNamed() {
    assertThat(
            fileProblems(
                """
                labels.guidelines {
                  PER = [a]
                  LOC { descripton = x }
                  ORG { description = [y], examples = z }
                  MISC = null
                }
                """))
        .containsExactlyInAnyOrder(
            "labels.guidelines.PER (f:2): a text or { description = \"text\", examples = [\"text\"]"
                + " } is wanted",
            "labels.guidelines.LOC.descripton (f:3): no such key; a guideline has description and"
                + " examples",
            "labels.guidelines.ORG.description (f:4): a text is wanted",
            "labels.guidelines.ORG.examples (f:4): a list of texts such as [\"New York\"] is"
                + " wanted",
            "labels.guidelines.MISC (f:5): a text or { description = \"text\", examples ="
                + " [\"text\"] } is wanted");
    assertThat(problems("vendor.known-share=1.5"))
        .containsExactly("vendor.known-share (--set): must be from 0 to 1, not 1.5");
  }

  @Test
  void anUnknownKeyIsNamedWithTheNearestOne() {
    assertThat(problems("train.epocs=3"))
        .containsExactly("train.epocs (--set): no such key; did you mean train.epochs?");
    assertThat(problems("epochs=3"))
        .containsExactly("epochs (--set): no such key; did you mean train.epochs?");
    assertThat(problems("train.batch_size=3"))
        .containsExactly("train.batch_size (--set): no such key; did you mean train.batch-size?");
    assertThat(problems("trian.warmup-share=0.2"))
        .containsExactly(
            "trian.warmup-share (--set): no such key; did you mean train.warmup-share?");
    assertThat(problems("init.split=none"))
        .containsExactly(
            "init.split (--set): no such key any more; write it as init.segment = sentences to cut"
                + " texts, or init.splits = none to read all files alike");
    assertThat(problems("init.splits=sentences", "init.segment=auto")).hasSize(2);
    assertThat(problems("colour=blue"))
        .containsExactly("colour (--set): no such key; conf/winnow.conf lists all keys");
  }

  @Test
  void allProblemsComeInOneMessageEachWithItsPlace() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                ConfigReader.read(
                    List.of(
                        new Layer(
                            "ws/winnow.conf",
                            """
                            train {
                              epocs = 3
                              dropout = 1.5
                              batch-size = many
                            }
                            select.budget-words = 10
                            """)),
                    List.of(
                        "score.precision=fp16",
                        "train.patience=0",
                        "select.budget-sentences=5",
                        "train.epochs=2.5")));
    assertThat(e.problems())
        .containsExactlyInAnyOrder(
            "train.epocs (ws/winnow.conf:2): no such key; did you mean train.epochs?",
            "train.dropout (ws/winnow.conf:3): must be at least 0 and below 1, not 1.5",
            "train.batch-size (ws/winnow.conf:4): a whole number of at most 2147483647 is wanted,"
                + " not 'many'",
            "score.precision (--set): one of auto, fp32, bf16 is wanted, not 'fp16'",
            "train.patience (--set): must be at least 1, not 0",
            "train.epochs (--set): a whole number of at most 2147483647 is wanted, not 2.5",
            "select.budget-sentences (--set): is 5 while select.budget-words is 10:"
                + " set one of them to 0");
    assertThat(e).hasMessageStartingWith("The configuration has 7 problems:\n  ");
  }

  @Test
  void wrongTypesAreNamed() {
    assertThat(problems("seed=x"))
        .containsExactly("seed (--set): a whole number is wanted, not 'x'");
    assertThat(problems("seed=")).containsExactly("seed (--set): a whole number is wanted, not ''");
    assertThat(problems("merge.adjudicator=coin"))
        .containsExactly(
            "merge.adjudicator (--set): is 'coin'; there are majority, majority-tokens,"
                + " dawid-skene, mace, bsc-cm, bsc, auto; one of your own comes in a jar whose"
                + " META-INF/services/io.winnow.annotation.Adjudicator names it, see"
                + " jobs/docs/extending.md");
    assertThat(problems("workspace.lease=60"))
        .containsExactly(
            "workspace.lease (--set): a number with a unit is wanted, such as 60s, not '60'");
    assertThat(problems("workspace.lease=1ms"))
        .containsExactly("workspace.lease (--set): must be at least 1000 ms, not 1 ms");
    assertThat(problems("train=3"))
        .containsExactly("train (--set): is a section: give its keys, such as train.batch-size");
    assertThat(fileProblems("train.epochs = null"))
        .containsExactly(
            "train.epochs (f:1): a whole number of at most 2147483647 is wanted, not null");
    assertThat(fileProblems("\n\nround.last { a = 1 }"))
        .containsExactly(
            "round.last (f:3): a whole number of at most 2147483647 is wanted, not a section");
    assertThat(fileProblems("labels.guidelines = none"))
        .containsExactly("labels.guidelines (f:1): { name = \"text\" } is wanted, not 'none'");
  }

  @Test
  void impossibleCombinationsAreNamedWithBothValues() {
    assertThat(problems("select.strategy=margin + dedupe"))
        .containsExactly(
            "select.strategy (--set): begins with margin, which is none of score.functions [mnlp]:"
                + " add it there");
    assertThat(problems("select.strategy=mnlp + diverse(4)"))
        .containsExactly(
            "select.strategy (--set): is mnlp + diverse(c=4), which needs embeddings, but"
                + " score.embeddings is none: set that to mean");
    assertThat(problems("train.max-tokens=10"))
        .containsExactly("train.max-tokens (--set): must be at least 64, not 10");
    assertThat(problems("select.budget-words=0"))
        .containsExactly(
            "select.budget-words (--set): is 0 and so is select.budget-sentences: give one of"
                + " them");
    assertThat(problems("score.overlap-tokens=2000"))
        .containsExactly(
            "score.overlap-tokens (--set): must be below score.batch-tokens (1024), not 2000");
    assertThat(problems("labels.types=PER", "labels.guidelines.LOC=Places"))
        .containsExactly("labels.guidelines.LOC (--set): is for none of the labels.types [PER]");
  }

  @Test
  void aStrategyIsReadAndStandsInManifestsWithAllItsArguments() {
    WinnowConfig config =
        set("select.strategy=mnlp+dedupe + diverse(3)+explore(.1)", "score.embeddings=mean");
    String whole = "mnlp + dedupe(similarity=0.8) + diverse(c=3) + explore(share=0.1, decay=1)";
    assertThat(config.jobs().select().strategy()).hasToString(whole);
    assertThat(config.resolved()).contains("\"strategy\" : \"" + whole + "\"");
    assertThat(file("select.strategy = \"random + dedupe\"").jobs().select().strategy().isRandom())
        .isTrue();
    assertThat(problems("select.strategy=mnlp + dedup"))
        .singleElement()
        .asString()
        .startsWith("select.strategy (--set): 'dedup' is no modifier; there are lengths(");
  }

  @Test
  void keysThatAStrategyHasReplacedSayWhatToWriteNow() {
    assertThat(problems("select.acquisition=margin", "select.random-share=0.2"))
        .containsExactlyInAnyOrder(
            "select.acquisition (--set): no such key any more; write it as"
                + " select.strategy = \"margin\"",
            "select.random-share (--set): no such key any more; write it as"
                + " select.strategy = \"mnlp + explore(0.2)\"");
  }

  @Test
  void aBudgetInSentencesPutsTheDefaultOneInWordsAside() {
    WinnowConfig config = set("select.budget-sentences=100");
    assertThat(config.jobs().select())
        .isEqualTo(new SelectSettings(QueryStrategy.parse("mnlp + dedupe"), 0, 100, 1, "", ""));
    assertThat(config.resolved()).contains("\"budget-words\" : 0");
  }

  @Test
  void aFileThatIsNoHoconIsNamedWithItsLine() {
    assertThat(fileProblems("seed = 1\ntrain { epochs = 3"))
        .singleElement()
        .asString()
        .startsWith("f: 2");
    assertThat(fileProblems("seed = ${no.such.key}"))
        .singleElement()
        .asString()
        .contains("f: 1")
        .contains("no.such.key");
  }

  @Test
  void anOverrideWithoutAValueOrAKeyIsNamed() {
    assertThat(problems("train.epochs", "=3", "..=4"))
        .containsExactly(
            "--set train.epochs: key=value is wanted",
            "--set =3: key=value is wanted",
            "--set ..=4: '..' is no key");
  }

  @Test
  void theResolvedConfigurationReadsBackAsTheSameSettings() {
    WinnowConfig config = set("train.epochs=9", "labels.types=PER,LOC", "init.source=\"a b\"");
    assertThat(ConfigReader.read(List.of(new Layer("resolved", config.resolved())), List.of()))
        .isEqualTo(config);
  }

  @Test
  void aFileIsReadFromDiskAndAMissingOneIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("my.conf"), "seed = 7");
    assertThat(ConfigReader.read(List.of(Layer.of(file)), List.of()).seed()).isEqualTo(7);
    assertThatThrownBy(() -> Layer.of(folder.resolve("none.conf")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.conf: no file that can be read");
  }

  @Test
  void everyKeyOfTheReferenceHasACommentAboveItOrAboveItsNeighbour() {
    String[] lines = ConfigReader.referenceText().split("\n");
    for (int line = 1; line < lines.length; line++) {
      if (lines[line].contains(" = ") && !lines[line].strip().startsWith("#")) {
        assertThat(lines[line - 1].strip()).as(lines[line]).isNotEmpty();
      }
    }
  }

  private static WinnowConfig set(String... sets) {
    return ConfigReader.read(List.of(), List.of(sets));
  }

  private static WinnowConfig file(String text) {
    return ConfigReader.read(List.of(new Layer("f", text)), List.of());
  }

  private static List<String> problems(String... sets) {
    return catchThrowableOfType(ConfigurationException.class, () -> set(sets)).problems();
  }

  private static List<String> fileProblems(String text) {
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> ConfigReader.read(List.of(new Layer("f", text)), List.of()))
        .problems();
  }
}
