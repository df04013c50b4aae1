package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.contract.VendorKey;
import io.winnow.files.Sha256;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor who signs, and somebody in between who has no key. */
class SignedReturnsTest {

  private static final VendorKey KEY = VendorKey.of("ours");

  @TempDir Path folder;

  private Desk desk;
  private DuckVendor vendor;

  @BeforeEach
  void send() {
    desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    vendor = DuckVendor.ofSample(desk, folder);
  }

  @Test
  void whatIsNotSignedIsNotMergedUnlessThatIsSaid() throws IOException {
    var before = desk.pointers();
    vendor.answer(0, "one/a.parquet", "ann");
    merge()
        .exited(ExitCode.CONTRACT_BREACH)
        .saying("Cannot accept return 0000/inbox/one/a.parquet: no signed manifest names it");
    assertThat(desk.pointers()).isEqualTo(before);
    sign("one", "a.parquet");
    vendor.answer(0, "b.parquet", "bob");
    merge().exited(ExitCode.CONTRACT_BREACH).saying("return 0000/inbox/b.parquet: no signed");
    assertThat(desk.pointers()).isEqualTo(before);
    merge("--set=vendor.signatures=verified-if-present")
        .exited(ExitCode.DONE)
        .saying("24 annotations accepted, 0 rejected");
  }

  /** Names order corrections: an old delivery under another name must not undo them. */
  @Test
  void anOldSignedDeliveryThatIsPutBackIsNamedAndChangesNothing() throws IOException {
    vendor.answer(0, "1/a.parquet", "ann");
    sign("1", "a.parquet");
    vendor.deliver(
        0,
        "2/a.parquet",
        "SELECT * EXCLUDE (spans), spans[1:0] AS spans FROM (%s)"
            .formatted(vendor.answers(0, "ann")));
    sign("2", "a.parquet");
    merge().exited(ExitCode.DONE).saying("10 replaced by a later annotation");
    List<List<String>> labels = labels();

    String hash = Sha256.of(Files.readAllBytes(desk.inbox(0).resolve("1/a.parquet")));
    copy("1", "3");
    merge()
        .exited(ExitCode.DONE)
        .saying(
            "Delivered again: rounds/0000/inbox/3/a.parquet is rounds/0000/inbox/1/a.parquet once"
                + " more (batch r0000-b0001",
            "SHA-256 " + hash,
            "it changes nothing");
    assertThat(labels()).isEqualTo(labels);
    // Were it read first, the correction would come before what it corrects.
    copy("2", "0");
    merge()
        .exited(ExitCode.DONE)
        .saying("rounds/0000/inbox/0/a.parquet is rounds/0000/inbox/2/a.parquet once more");
    assertThat(labels()).isEqualTo(labels);
    merge().exited(ExitCode.DONE).saying("Merge: no new file in any inbox");
    copy("1", "4");
    merge().exited(ExitCode.DONE).saying("rounds/0000/inbox/4/a.parquet is rounds/0000/inbox/1/");
    assertThat(labels()).isEqualTo(labels);
  }

  /** Who has the key signs what is put there on our side, too. */
  @Test
  void whatIsSimulatedIsSignedAsAVendorsReturnsAre() {
    for (int time = 0; time < 2; time++) {
      CommandLines.winnow(Optional.of(KEY), task -> {}, desk.with("vendor", "simulate"))
          .exited(ExitCode.DONE);
    }
    assertThat(desk.inbox(0).resolve("r0000-annotator-01"))
        .isDirectoryContaining("glob:**/r0000-annotator-01.parquet")
        .isDirectoryContaining("glob:**/manifest.sig");
    merge().exited(ExitCode.DONE).saying("12 annotations accepted, 0 rejected");
  }

  /** On an object store, the files of a folder come one by one. */
  @Test
  void aFolderThatIsMarkedAsUnfinishedWaits() throws IOException {
    vendor.answer(0, "one/a.parquet", "ann");
    Path mark = Files.createFile(desk.inbox(0).resolve("one/_unfinished"));
    merge().saying("0000/inbox/one holds _unfinished");
    assertThat(desk.workspace().resolve("labels")).doesNotExist();
    sign("one", "a.parquet");
    Files.delete(mark);
    merge().exited(ExitCode.DONE).saying("12 annotations accepted, 0 rejected");
  }

  @Test
  void aDeliveryOfOursThatWasKilledIsBegunAnew() throws IOException {
    Path ours = desk.inbox(0).resolve("r0000-annotator-01");
    Files.createDirectories(ours);
    Files.createFile(ours.resolve("_unfinished"));
    Files.writeString(ours.resolve("r0000-annotator-01.parquet"), "half of it");
    CommandLines.winnow(Optional.of(KEY), task -> {}, desk.with("vendor", "simulate"))
        .exited(ExitCode.DONE);
    assertThat(ours.resolve("_unfinished")).doesNotExist();
    merge().exited(ExitCode.DONE).saying("12 annotations accepted, 0 rejected");
  }

  private List<List<String>> labels() {
    return Duck.query(
        "SELECT id || ' ' || to_json(spans) FROM read_parquet('%s/*.parquet') ORDER BY id"
            .formatted(desk.published("labels", "labels")));
  }

  private void copy(String from, String to) throws IOException {
    Path target = Files.createDirectory(desk.inbox(0).resolve(to));
    for (String name : List.of("a.parquet", "manifest.json", "manifest.sig")) {
      Files.copy(desk.inbox(0).resolve(from).resolve(name), target.resolve(name));
    }
  }

  private void sign(String below, String file) throws IOException {
    Path home = desk.inbox(0).resolve(below);
    byte[] json =
        "{\"contract\": \"1.0\", \"files\": [{\"name\": \"%s\", \"sha256\": \"%s\"}]}"
            .formatted(file, Sha256.of(Files.readAllBytes(home.resolve(file))))
            .getBytes(StandardCharsets.UTF_8);
    Files.write(home.resolve("manifest.json"), json);
    Files.writeString(home.resolve("manifest.sig"), KEY.sign(json));
  }

  private Said merge(String... more) {
    List<String> words = new ArrayList<>(List.of("merge"));
    words.addAll(List.of(more));
    return CommandLines.winnow(
        Optional.of(KEY), task -> {}, desk.with(words.toArray(String[]::new)));
  }
}
