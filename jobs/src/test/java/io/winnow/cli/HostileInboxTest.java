package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.foreign.Hostile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody lays into an inbox stops no command and hides no answer. */
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileInboxTest {

  @TempDir private Path folder;

  @Test
  void everythingThatIsNoFileIsNamedAndTheRestIsMerged() throws IOException {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = DuckVendor.ofSample(desk, folder);
    for (Hostile what : Hostile.values()) {
      what.put(desk.inbox(0).resolve(what + ".parquet/x"));
    }
    Hostile.FIFO.put(desk.inbox(0).resolve("manifest.json"));
    assertThat(desk.due()).isEqualTo("0 WAIT");
    assertThat(desk.status().get("notRead")).hasSize(Hostile.values().length + 1);
    desk.run("status").exited(ExitCode.DONE).saying("Not read", "0000/inbox/FIFO.parquet/x is a");
    desk.run("merge").exited(ExitCode.NOTHING_TO_DO).saying("not read: 0000/inbox/FIFO.parquet/x");
    desk.run("round").exited(ExitCode.NOTHING_TO_DO).saying("not read: 0000/inbox/FIFO.parquet/x");

    Path answers = vendor.answer(0, "a.parquet", "ann");
    Path colon = desk.inbox(0).resolve("answers 2026-11-29T12:30:05.parquet");
    Files.move(answers, colon);
    Files.copy(colon, Hostile.named(desk.inbox(0), "again%0A%1B%5B2J%FF.parquet"));
    desk.run("merge")
        .exited(ExitCode.DONE)
        .saying("12 annotations accepted, 0 rejected, 12 repeated", "Not read: ", "is a FIFO");
    desk.run("merge").exited(ExitCode.DONE).saying("nothing to do");
    assertThat(desk.due()).isEqualTo("0 TRAIN");
    desk.run("lineage").exited(ExitCode.DONE).saying("again\\x0A\\x1B[2J\\xFF.parquet");
    assertThat(desk.workspace().resolve("labels/_returns")).doesNotExist();
  }

  @Test
  void aFileThatChangedOrWentIsAcceptedByACommand() throws IOException {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = DuckVendor.ofSample(desk, folder);
    Path first =
        Files.move(
            vendor.answer(0, "a.parquet", "ann"), desk.inbox(0).resolve("it's first.parquet"));
    Path second = vendor.answer(0, "second.parquet", "ben");
    desk.run("merge").exited(ExitCode.DONE).saying("24 annotations accepted");

    Files.copy(second, first, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(second);
    desk.run("merge")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying("--accept '0000/inbox/it'\\''s first.parquet' --accept 0000/inbox/second.parquet");
    desk.run("status").exited(ExitCode.DONE);
    desk.run("merge", "--accept=0000/inbox/second.parquet")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying("it's first.parquet");
    desk.run("merge", "--accept=rounds/0000/inbox/")
        .exited(ExitCode.DONE)
        .saying(
            "12 annotations accepted",
            "Accepted: rounds/0000/inbox/it's first.parquet",
            "Accepted: rounds/0000/inbox/second.parquet",
            "is gone");
    for (String command : List.of("merge", "merge --accept=0000/inbox/second.parquet")) {
      desk.run(command.split(" ")).exited(ExitCode.DONE).saying("nothing to do");
    }
  }

  @Test
  void halfAReturnIsNoDeadEnd() throws IOException {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    Path file = DuckVendor.ofSample(desk, folder).answer(0, "a.parquet", "ann");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    desk.run("merge").exited(ExitCode.CONTRACT_BREACH).saying("a.parquet", "not a whole one");
    assertThat(desk.workspace().resolve("labels/_returns")).doesNotExist();
    Files.write(file, whole);
    desk.run("merge").exited(ExitCode.DONE).saying("12 annotations accepted, 0 rejected");
    desk.run("merge").exited(ExitCode.DONE).saying("nothing to do");
  }

  /** Somebody writes to a file as long as it lies there. */
  @Test
  void aFileThatGrowsWaitsAndTheOthersAreMerged() throws Exception {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    Path growing = DuckVendor.ofSample(desk, folder).answer(0, "growing.parquet", "ann");
    AtomicBoolean isWritten = new AtomicBoolean(true);
    Thread writer =
        new Thread(
            () -> {
              while (isWritten.get()) {
                append(growing);
              }
            });
    writer.start();
    try {
      desk.run("merge")
          .exited(ExitCode.NOTHING_TO_DO)
          .saying("all that is new was changing", "0000/inbox/growing.parquet", "moment ago");
      DuckVendor.ofSample(desk, folder).answer(0, "whole.parquet", "ben");
      desk.run("round")
          .exited(ExitCode.DONE)
          .saying("12 annotations accepted", "Not merged yet", "growing.parquet", "run again");
    } finally {
      isWritten.set(false);
      writer.join();
    }
    assertThat(desk.due()).isEqualTo("0 MERGE");
    desk.run("merge").exited(ExitCode.CONTRACT_BREACH).saying("growing.parquet");
    Files.delete(growing);
    assertThat(desk.due()).isEqualTo("0 TRAIN");
  }

  private static void append(Path file) {
    try {
      Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
      Thread.sleep(1);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsNoFileIsNotImported() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    Path fifo = Hostile.FIFO.put(folder.resolve("export.jsonl"));
    for (String file : List.of(fifo.toString(), "/dev/zero", folder.toString())) {
      desk.run("vendor", "import", "--format=doccano", "--annotator=a", file)
          .exited(ExitCode.CONTRACT_BREACH)
          .saying("Cannot import", "as doccano: it is a", "nothing was imported");
    }
    desk.run("vendor", "import", "--format=doccano", "--annotator=a", "12:30.jsonl")
        .exited(ExitCode.USAGE)
        .saying("Cannot import", "12:30.jsonl");
  }
}
