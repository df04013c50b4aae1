package io.winnow.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.config.ConfigReader;
import io.winnow.jobs.Console;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.train.TrainingTask.Outcome;
import io.winnow.model.DivergedException;
import io.winnow.model.Prediction.Predicted;
import io.winnow.model.files.InvalidModelException;
import io.winnow.sample.LabelledSentence;
import io.winnow.sample.SampleCorpus;
import io.winnow.testing.TinyEncoder;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings in processes that are killed, crash, fail, and run beside each other. */
class TrainingProcessTest {

  private static final LabelScheme SCHEME =
      new LabelScheme(List.of("PER", "LOC", "ORG", "PRODUCT", "EVENT"));
  private static final int FOR_EVER = 1_000_000;

  @TempDir static Path folder;
  private static Path encoder;

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final List<String> reports = Collections.synchronizedList(new ArrayList<>());
  private final TrainingProcess process =
      new TrainingProcess(
          new Listener(said),
          report -> {
            reports.add(text(report));
            return "kept-" + reports.size();
          });

  @BeforeAll
  static void writeEncoder() throws IOException {
    encoder = TinyEncoder.write(folder.resolve("encoder"));
  }

  private static TrainingTask task(int steps, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "train.batch-size=8",
                "train.max-steps=" + steps,
                "train.min-steps=" + steps,
                "train.threads=1",
                "train.precision=fp32",
                "train.dropout=0.3"));
    all.addAll(List.of(settings));
    List<Example> examples = new ArrayList<>();
    for (LabelledSentence labelled : SampleCorpus.sentences(3, 24)) {
      examples.add(
          Example.certain(
              labelled.sentence().id(), labelled.sentence().wordTexts(), labelled.spans()));
    }
    return TrainingTask.predicting(
        encoder.toFile(),
        SCHEME,
        ConfigReader.read(List.of(), all).jobs().train(),
        1,
        examples.subList(0, 20),
        examples.subList(20, 24));
  }

  private Outcome run(TrainingTask task) {
    return process.retried(() -> process.run(task, () -> {}));
  }

  private static List<float[]> read(Outcome outcome) {
    return outcome.predicted().stream().map(Predicted::logProbabilities).toList();
  }

  @Test
  void whatTrainsBesideATrainingChangesNothingOfIt() {
    TrainingTask task = task(40);
    List<CompletableFuture<Outcome>> together =
        List.of(
            CompletableFuture.supplyAsync(() -> run(task)),
            CompletableFuture.supplyAsync(() -> run(task)));
    List<float[]> alone = read(run(task));
    for (CompletableFuture<Outcome> beside : together) {
      List<float[]> read = read(beside.join());
      assertThat(read).hasSize(4);
      for (int i = 0; i < read.size(); i++) {
        assertThat(read.get(i)).containsExactly(alone.get(i));
      }
    }
    assertThat(said).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SEGV, crashed (SIGABRT), 1",
    "KILL, 'was ended by SIGKILL, which is what Linux does when memory runs out', 0"
  })
  void aProcessThatGoesDownIsTriedOnceMoreAndOnlyOnce(String signal, String how, int kept)
      throws Exception {
    CompletableFuture<Outcome> training = CompletableFuture.supplyAsync(() -> run(task(FOR_EVER)));
    long first = atWork(0);
    kill(signal, first);
    long second = atWork(first);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("Train: the training process " + how)
        .endsWith("; it is tried once more");
    kill(signal, second);
    assertThatThrownBy(training::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("The training process " + how, "before, it", "winnow doctor");
    assertThat(reports).hasSize(2 * kept);
    assertThat(reports).allSatisfy(report -> assertThat(report).contains("SIGSEGV", "JRE version"));
    assertThat(said.get(0).contains("see kept-1")).isEqualTo(kept == 1);
  }

  @Test
  void whoeverEndsATrainingByASignalWantsItNotTriedAgain() throws Exception {
    CompletableFuture<Outcome> training = CompletableFuture.supplyAsync(() -> run(task(FOR_EVER)));
    kill("TERM", atWork(0));
    assertThatThrownBy(training::join)
        .cause()
        .isInstanceOf(JobFailedException.class)
        .hasMessage("The training process was ended by SIGTERM");
    assertThat(said).isEmpty();
  }

  @Test
  void aFailureOfTheTrainingItselfArrivesAsItIs() {
    assertThatThrownBy(() -> run(task(5, "train.learning-rate=1e30")))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("learning rate");
    TrainingTask task = task(5);
    TrainingTask noModel =
        TrainingTask.predicting(
            folder.toFile(), SCHEME, task.settings(), 1, task.train(), List.of());
    assertThatThrownBy(() -> run(noModel)).isInstanceOf(InvalidModelException.class);
    assertThat(said).isEmpty();
  }

  /** The process of a training that has begun, other than one before. */
  private static long atWork(long before) throws InterruptedException {
    while (true) {
      var found =
          ProcessHandle.current()
              .children()
              .filter(it -> it.pid() != before)
              .filter(
                  it ->
                      Arrays.asList(it.info().arguments().orElse(new String[0]))
                          .contains(TrainingWork.class.getName()))
              .findFirst();
      if (found.isPresent()) {
        // Somewhere in its start or its first steps.
        Thread.sleep(1500);
        return found.get().pid();
      }
      Thread.sleep(20);
    }
  }

  private static void kill(String signal, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  private static String text(String report) {
    try {
      return Files.readString(Path.of(report));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private record Listener(List<String> said) implements Console {
    @Override
    public void say(String line) {
      said.add(line);
    }
  }
}
