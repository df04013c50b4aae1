package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.winnow.api.ExitCode;
import io.winnow.cli.AuditedFiles.Deed;
import io.winnow.cli.AuditedFiles.Event;
import io.winnow.jobs.Job;
import io.winnow.testing.LocalSpark;
import io.winnow.testing.TinyEncoder;
import io.winnow.workspace.Json;
import io.winnow.workspace.RunId;
import io.winnow.workspace.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run reads of a workspace is what its manifest says: every job runs on a file system that
 * notes which pointers are opened and which shelves are listed.
 */
class JobInputsTest {

  private static final String IMPLEMENTATION = "fs.audit.impl";

  private static final String SETTINGS =
      Desk.SETTINGS
          + """
          train.checkpoint-steps = 1
          stop.sentences = 20
          merge.adjudicator = bsc
          labels.weak.places.phrases.LOC = places.txt
          """;

  @TempDir Path folder;

  private final Set<String> jobs = new TreeSet<>();

  @BeforeEach
  void mount() {
    System.setProperty("spark.hadoop." + IMPLEMENTATION, AuditedFiles.class.getName());
    LocalSpark.session()
        .sparkContext()
        .hadoopConfiguration()
        .set(IMPLEMENTATION, AuditedFiles.class.getName());
  }

  @AfterEach
  void unmount() {
    System.clearProperty("spark.hadoop." + IMPLEMENTATION);
    LocalSpark.session().sparkContext().hadoopConfiguration().unset(IMPLEMENTATION);
  }

  @Test
  void everyPointerThatAJobOpensIsAmongItsInputsAndNoOther() throws IOException {
    Path corpus = Sample.of(Stages.SENTENCES).conll(folder.resolve("corpus.conll"));
    Path encoder = TinyEncoder.write(folder.resolve("encoder"));
    Desk desk = Desk.at(folder.resolve("workspace"), SETTINGS);
    Files.writeString(desk.workspace().resolve("places.txt"), "Oslo\nParis\n");

    run("init", "--input=" + corpus);
    run("model", "import", "--from=" + encoder);
    run("model", "import", "--as=student", "--from=" + encoder);
    run("select", "--round=0", "--set=vendor.repeat-share=0.25");
    run("vendor", "simulate", "--round=0");
    run("merge");
    run("labels", "exclude", "--annotator=weak:places");
    run("train", "--round=0");
    run("evaluate", "--round=0");
    run("labels", "review");
    run("score", "--round=1");
    run("select", "--round=1", "--set=vendor.known-share=0.25");
    run("vendor", "simulate", "--round=1");
    run("merge");
    run("train", "--round=1", "--set=train.init=previous");
    run("evaluate", "--round=1");
    run("score", "--round=2", "--set=score.rescore-share=0.5");
    run("train", "--successor=student", "--round=0");
    run("evaluate", "--successor=student", "--round=0");
    audited(
        "simulate",
        "--input=" + corpus,
        "--holdout=" + Sample.of(40).conll(folder.resolve("test.conll")),
        "--to=audit:" + folder.resolve("experiment"),
        "--model=" + encoder,
        "--strategy=random",
        "--seeds=1",
        "--rounds=1",
        "--initial-words=100",
        "--words-per-round=100",
        "--set=train.max-steps=2",
        "--set=train.precision=fp32",
        "--set=score.precision=fp32");

    assertThat(jobs)
        .as("jobs that ran: %s", jobs)
        .hasSameSizeAs(
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackagesOf(Job.class)
                    .stream()
                    .filter(type -> type.isAssignableTo(Job.class) && !type.isInterface())
                    .map(JavaClass::getName)
                    .toList());
    Said lineage = desk.run("lineage", "--of=models/0001").exited(ExitCode.DONE);
    lineage.saying(
        "parts      train-checkpoint, runs: 2",
        "dictionary:places.txt",
        "decisions, publication 1");
    lineage.withinColumns(80);
    desk.run("lineage", "--of=successors/0000/student/evaluation")
        .exited(ExitCode.DONE)
        .saying(
            "[1] successors/0000/student/evaluation, publication 1: evaluate", "encoders/student");
  }

  /** Runs a command in the workspace. */
  private void run(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--workspace=audit:" + folder.resolve("workspace"));
    audited(all.toArray(String[]::new));
  }

  private void audited(String... words) throws IOException {
    AuditedFiles.takeAll();
    CommandLines.winnow(words).exited(ExitCode.DONE);
    check(String.join(" ", words), AuditedFiles.takeAll());
  }

  /**
   * Runs follow each other on a thread, and at a depth; each ends with its manifest. A run and
   * those within it see one state of the workspace, so what one of them opened another need not.
   */
  private void check(String command, List<Event> events) throws IOException {
    Map<String, List<Event>> underWay = new HashMap<>();
    List<Event> read = new ArrayList<>();
    List<RunManifest> manifests = new ArrayList<>();
    for (Event event : events) {
      String place = event.thread() + "/" + event.depth();
      if (event.deed() == Deed.WROTE_MANIFEST) {
        String root = event.path().substring(0, event.path().indexOf("runs/run="));
        RunManifest manifest =
            Json.read(Files.readString(Path.of(event.path())), RunManifest.class);
        List<Event> own = underWay.getOrDefault(place, List.of());
        underWay.remove(place);
        assertThat(sources(manifest)).as(manifest.job()).containsAll(opened(own, root));
        assertThat(shelves(manifest)).as(manifest.job()).containsAll(listed(own, root));
        read.addAll(own);
        manifests.add(manifest);
        jobs.add(manifest.job());
        if (event.isOfCommand() && event.depth() == 1) {
          assertWhole(manifests, read, root);
          manifests.clear();
          read.clear();
        }
      } else if (!event.toPublish()) {
        assertThat(event.viaSnapshot()).as("%s: %s", command, event).isTrue();
        if (event.depth() == 0) {
          assertThat(event.isOfCommand())
              .as("%s: a question of the command's own, %s", command, event)
              .isTrue();
        } else {
          underWay.computeIfAbsent(place, key -> new ArrayList<>()).add(event);
        }
      }
    }
    assertThat(underWay).as("%s: read by a run after its manifest was written", command).isEmpty();
    assertThat(manifests).as("%s: runs within none", command).isEmpty();
  }

  /** All that the manifests name was opened, once, or is of one of these runs. */
  private static void assertWhole(List<RunManifest> manifests, List<Event> read, String root) {
    Set<RunId> runs = manifests.stream().map(RunManifest::run).collect(Collectors.toSet());
    String job = manifests.get(manifests.size() - 1).job();
    assertThat(opened(read, root)).as("opened by %s", job).doesNotHaveDuplicates();
    assertThat(listed(read, root)).as("listed by %s", job).doesNotHaveDuplicates();
    for (RunManifest manifest : manifests) {
      Set<String> made =
          manifest.inputs().values().stream()
              .filter(input -> input.isPublished() && runs.contains(input.run()))
              .map(RunManifest.Input::source)
              .collect(Collectors.toSet());
      assertThat(opened(read, root))
          .as("opened by %s", job)
          .containsAll(without(sources(manifest), made));
      assertThat(listed(read, root)).as("listed by %s", job).containsAll(shelves(manifest));
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    return all.stream().filter(it -> !some.contains(it)).collect(Collectors.toSet());
  }

  /** The pointers that a manifest names. */
  private static Set<String> sources(RunManifest manifest) {
    return manifest.inputs().values().stream()
        .filter(RunManifest.Input::isPublished)
        .map(RunManifest.Input::source)
        .collect(Collectors.toSet());
  }

  /** The shelves that a manifest names, those with nothing on them too. */
  private static Set<String> shelves(RunManifest manifest) {
    return manifest.inputs().values().stream()
        .filter(input -> input.isPublished() || input.isAbsent())
        .map(
            input ->
                input.isAbsent()
                    ? input.source()
                    : input.source().substring(0, input.source().lastIndexOf('/')))
        .collect(Collectors.toSet());
  }

  private static List<String> opened(List<Event> events, String root) {
    return paths(events, Deed.OPENED, root);
  }

  private static List<String> listed(List<Event> events, String root) {
    return paths(events, Deed.LISTED, root);
  }

  private static List<String> paths(List<Event> events, Deed deed, String root) {
    return events.stream()
        .filter(event -> event.deed() == deed)
        .map(event -> event.path().substring(root.length()))
        .toList();
  }
}
