package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor who works with another tool. */
class VendorExchangeTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void send() {
    desk = Stages.SENT.copyTo(folder.resolve("workspace"));
  }

  @Test
  void aRoundGoesThroughAnotherToolAndIsMerged() throws IOException {
    Path tool = folder.resolve("tool");
    desk.run("vendor", "export", "--format=conll", "--to=" + tool).exited(ExitCode.DONE);
    String[] words =
        Stream.concat(
                Stream.of("vendor", "import", "--format=conll", "--annotator=anna"), files(tool))
            .toArray(String[]::new);
    desk.run(words)
        .exited(ExitCode.DONE)
        .saying("Import: ")
        .saying(" sentences without entities; ")
        .saying("Warning: none of ")
        .saying("in the inbox as file:");
    List<Path> inbox = inbox();
    desk.run(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new))
        .exited(ExitCode.DONE)
        .saying("\"without_entities\" : ")
        .saying("\"warnings\" : [ \"none of ");
    assertThat(inbox()).isEqualTo(inbox).hasSize(1);
    desk.run("merge").exited(ExitCode.DONE);
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() {
    desk.run("vendor", "export", "--format=prodigy", "--to=" + folder)
        .exited(ExitCode.USAGE)
        .saying("is not empty; name a folder of its own");
  }

  @Test
  void aFormatThatThereIsNotIsAnsweredWithThoseThereAre() {
    desk.run("vendor", "export", "--format=brat", "--to=" + folder)
        .exited(ExitCode.USAGE)
        .saying("'brat' is no format; there are label-studio, doccano, prodigy, conll");
  }

  @Test
  void anExportThatDoesNotSayWhoAnsweredNeedsAName() {
    desk.run("vendor", "import", "--format=doccano", "x.jsonl")
        .exited(ExitCode.USAGE)
        .saying("does not name the annotator: give --annotator NAME");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    desk.run("vendor", "import", "--format=prodigy", folder + "/x.jsonl")
        .exited(ExitCode.USAGE)
        .saying("Cannot import: File " + folder);
  }

  @Test
  void aFileOfAnotherKindBreaksTheContract() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), "no\n");
    desk.run("vendor", "import", "--format=prodigy", file.toString())
        .exited(ExitCode.CONTRACT_BREACH)
        .saying(
            "Cannot import x.jsonl as prodigy: no line of it can be read; line 1: it is no JSON");
    assertThat(inbox()).isEmpty();
  }

  private static Stream<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(Path::toString).toList().stream();
    }
  }

  private List<Path> inbox() throws IOException {
    try (Stream<Path> files = Files.list(desk.inbox(0))) {
      return files.toList();
    }
  }
}
