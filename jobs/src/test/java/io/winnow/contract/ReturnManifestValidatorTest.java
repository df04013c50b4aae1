package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.files.Sha256;
import io.winnow.foreign.FolderWalk;
import io.winnow.foreign.Hostile;
import io.winnow.foreign.PassedOver;
import io.winnow.testing.Duck;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnManifestValidatorTest {

  private static final VendorKey KEY = VendorKey.of("a key to share");
  private static final String NO_DIGEST = "0".repeat(64);

  private final FileSystem fs = Hadoop.local();

  @TempDir private Path temp;
  private Path inbox;

  @BeforeEach
  void deliver() throws IOException {
    inbox = Files.createDirectory(temp.resolve("inbox"));
    put("a.parquet", 3);
    put("late/b.parquet", 2);
    put("../secret.parquet", 1);
  }

  @Test
  void withoutManifestsAnythingIsWelcome() throws IOException {
    assertThatCode(this::check).doesNotThrowAnyException();
    new ReturnManifestValidator(
            fs,
            Optional.of(KEY),
            Signatures.VERIFIED_IF_PRESENT,
            ParquetIn::open,
            CollectedReturns.LIMITS)
        .validate(Deliveries.take(fs, Hadoop.path(temp.resolve("no inbox"))));
  }

  @Test
  void whatIsAsTheManifestSaysPasses() throws IOException {
    manifest(entry("a.parquet", sha256("a.parquet"), 3), entry("late/b.parquet", null, null));
    assertThatThrownBy(this::check).hasMessageContaining("it gives no sha256 of late/b.parquet");
    manifest(
        entry("a.parquet", sha256("a.parquet").toUpperCase(java.util.Locale.ROOT), 3),
        entry("late/b.parquet", sha256("late/b.parquet"), null));
    assertThatCode(this::check).doesNotThrowAnyException();
    sign(KEY);
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void aWrongDigestIsNamedWithBoth() throws IOException {
    manifest(entry("a.parquet", NO_DIGEST, 3));
    breaches("manifest.json", "a.parquet has SHA-256 " + NO_DIGEST, sha256("a.parquet"));
  }

  @Test
  void aWrongNumberOfRowsIsNamedWithBoth() throws IOException {
    manifest(entry("a.parquet", sha256("a.parquet"), 4));
    breaches("a.parquet has 4 rows, the file there has 3");
  }

  @Test
  void rowsOfWhatIsNoParquetCannotBeCounted() throws IOException {
    Files.writeString(inbox.resolve("a.csv"), "record_id");
    manifest(entry("a.csv", sha256("a.csv"), 1));
    breaches("a.csv", "no Parquet file");
  }

  @Test
  void aMissingFileIsNamedWithItsManifest() throws IOException {
    manifest(entry("c.parquet", NO_DIGEST, null));
    breaches("manifest.json: it names c.parquet, which is missing");
    manifest(entry("late", NO_DIGEST, null));
    breaches("late, which is no file");
  }

  @Test
  void aManifestFurtherDownSpeaksForItsOwnFolder() throws IOException {
    Files.writeString(
        inbox.resolve("late/manifest.json"), json(entry("a.parquet", NO_DIGEST, null)));
    breaches("late/manifest.json: it names a.parquet, which is missing");
    Files.writeString(
        inbox.resolve("late/manifest.json"), json(entry("b.parquet", sha256("late/b.parquet"), 2)));
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void aWrongSignatureIsNamedWithoutTellingTheRightOne() throws IOException {
    manifest(entry("a.parquet", sha256("a.parquet"), 3));
    sign(VendorKey.of("another key"));
    byte[] json = Files.readAllBytes(inbox.resolve("manifest.json"));
    breaches(
        "return manifest.json",
        "its signature in manifest.sig",
        VendorKey.of("another key").sign(json),
        Sha256.of(json));
    assertThatThrownBy(this::check).message().doesNotContain(KEY.sign(json));
    Files.writeString(inbox.resolve("manifest.sig"), "");
    breaches("manifest.sig, ''");
  }

  @Test
  void aManifestThatWasChangedAfterItWasSignedIsABreach() throws IOException {
    manifest(entry("a.parquet", NO_DIGEST, 3), entry("late/b.parquet", NO_DIGEST, 2));
    sign(KEY);
    manifest(
        entry("a.parquet", sha256("a.parquet"), 3),
        entry("late/b.parquet", sha256("late/b.parquet"), 2));
    breaches("its signature in manifest.sig");
  }

  @Test
  void aSignedManifestVouchesForAllThatLiesThere() throws IOException {
    manifest(entry("a.parquet", sha256("a.parquet"), 3));
    assertThatCode(this::check).doesNotThrowAnyException();
    sign(KEY);
    breaches("it is signed and names 1 files, but not late/b.parquet");
  }

  @Test
  void aSignatureWithoutAManifestIsABreach() throws IOException {
    Files.writeString(inbox.resolve("manifest.sig"), KEY.sign(new byte[0]));
    breaches("manifest.sig: it signs manifest.json, which is missing");
  }

  @Test
  void aSignatureCannotBeVerifiedWithoutAKey() throws IOException {
    manifest(entry("a.parquet", sha256("a.parquet"), 3));
    sign(KEY);
    assertThatThrownBy(() -> check(Optional.empty()))
        .isInstanceOf(VendorKeyMissingException.class)
        .hasMessageContainingAll("manifest.sig", "WINNOW_VENDOR_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "../secret.parquet, leads out of its folder",
    "late/../../secret.parquet, leads out of its folder",
    "./a.parquet, leads out of its folder",
    "late//b.parquet, has an empty part",
    "late/, has an empty part",
    "/etc/passwd, is an absolute path",
    "//host/share, is an absolute path",
    "'..\\\\secret.parquet', holds a backslash",
    "'C:\\\\secret.parquet', holds a backslash",
    "C:/secret.parquet, is a URI or names a drive",
    "file:///etc/passwd, is a URI",
    "s3a://bucket/secret.parquet, is a URI",
    "'a.parquet\\u0000.txt', holds a control character",
    "'a\\n.parquet', holds a control character",
    "_a.parquet, begins with '_'",
    ".hidden/a.parquet, begins with '_'",
    "'', is empty"
  })
  void aNameThatLeadsElsewhereIsABreach(String name, String objection) throws IOException {
    manifest(entry(name, NO_DIGEST, null));
    breaches("return manifest.json", objection);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2e%2e/secret.parquet", "..\u2044secret.parquet", "...", "~/a.parquet"})
  void aNameThatOnlyLooksLikeAWayOutIsAFileThatIsMissing(String name) throws IOException {
    manifest(entry(name, NO_DIGEST, null));
    assertThatThrownBy(this::check)
        .isInstanceOf(ContractBreachException.class)
        .message()
        .containsAnyOf("which is missing", "never read");
  }

  @Test
  void aLinkToAPlaceOutsideIsABreach() throws IOException {
    Files.createSymbolicLink(inbox.resolve("l.parquet"), temp.resolve("secret.parquet"));
    manifest(entry("l.parquet", sha256("l.parquet"), 1));
    breaches("it names l.parquet, which is a link that leads out of its folder");

    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.copy(inbox.resolve("a.parquet"), elsewhere.resolve("a.parquet"));
    Files.createSymbolicLink(inbox.resolve("folder"), elsewhere);
    manifest(entry("folder/a.parquet", sha256("a.parquet"), 3));
    breaches(
        "it names folder/a.parquet, which lies in folder, which is a link that leads out of its"
            + " folder");
  }

  @Test
  void anInboxThatIsReachedByALinkIsAnInboxLikeAnyOther() throws IOException {
    manifest(
        entry("a.parquet", sha256("a.parquet"), 3),
        entry("late/b.parquet", sha256("late/b.parquet"), 2));
    sign(KEY);
    Path link = Files.createSymbolicLink(temp.resolve("link"), inbox);
    new ReturnManifestValidator(
            fs,
            Optional.of(KEY),
            Signatures.VERIFIED_IF_PRESENT,
            ParquetIn::open,
            CollectedReturns.LIMITS)
        .validate(Deliveries.take(fs, Hadoop.path(link)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "3",
        "{}",
        "{\"files\": 3}",
        "{\"files\": [null]}",
        "{\"files\": [3]}",
        "{\"files\": [{\"name\": {}, \"sha256\": \"\"}]}",
        "{\"files\": [{\"name\": \"a.parquet\", \"sha256\": \"\", \"rows\": \"many\"}]}",
        "\u0000\u0001"
      })
  void whatIsNoManifestIsABreach(String text) throws IOException {
    Files.writeString(inbox.resolve("manifest.json"), text);
    breaches("return manifest.json");
  }

  @Test
  void aManifestOfDeepNestingOrEndlessLengthIsABreach() throws IOException {
    Files.writeString(inbox.resolve("manifest.json"), "[".repeat(200_000));
    breaches("return manifest.json");
    Files.write(inbox.resolve("manifest.json"), new byte[VendorManifest.LONGEST_MANIFEST + 1]);
    breaches("it has 16777217 bytes, at most 16777216 are allowed");
    Files.writeString(inbox.resolve("manifest.json"), "{\"files\": []}");
    Files.write(inbox.resolve("manifest.sig"), new byte[5000]);
    breaches("manifest.sig: it has 5000 bytes");
  }

  @Test
  void aCopyOfWhatWasSentSaysNothing() throws IOException {
    HandOff handOff =
        new HandOff(ContractVersion.V1_0, 0, 2, 1, new LabelScheme(List.of("PER")), Map.of());
    Sentence one = Sentence.ofWords("test", List.of("one"));
    Path outbox = temp.resolve("outbox");
    new BatchWriter(fs, handOff, Optional.of(KEY))
        .write(
            Hadoop.path(outbox),
            List.of(new OutboundSentence("id", one.text(), one.words(), List.of(), List.of()))
                .iterator());
    for (String name : List.of("manifest.json", "manifest.sig", "CONTRACT.md")) {
      Files.copy(outbox.resolve(name), inbox.resolve(name));
    }
    assertThat(Deliveries.list(fs, Hadoop.path(inbox)))
        .extracting(Delivery::name)
        .containsExactly("a.parquet", "late/b.parquet");
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void aManifestThatIsNoFileIsNone() throws IOException {
    Hostile.FIFO.put(inbox.resolve("manifest.json"));
    assertThatCode(this::check).doesNotThrowAnyException();
    Files.writeString(inbox.resolve("manifest.sig"), KEY.sign(new byte[0]));
    breaches("manifest.sig: it signs manifest.json, which is a FIFO");
    Files.delete(inbox.resolve("manifest.json"));
    Hostile.LINK_TO_SECRET.put(inbox.resolve("manifest.json"));
    breaches("it signs manifest.json, which is a link that leads out of its folder");
  }

  @Test
  void aDeliveryWaitsForAFileThatItsManifestNames() throws IOException {
    Path growing = inbox.resolve("late/b.parquet");
    manifest(
        entry("a.parquet", sha256("a.parquet"), 3),
        entry("late/b.parquet", sha256("late/b.parquet"), 2));
    FolderWalk found = InboxFiles.look(fs, Hadoop.path(inbox));
    Files.write(growing, new byte[1], StandardOpenOption.APPEND);
    TakenInbox taken = TakenInbox.take("", found, fs, Hadoop.path(temp.resolve("copies")));
    assertThat(taken.returns()).containsOnlyKeys("a.parquet");
    assertThat(taken.waiting()).extracting(PassedOver::name).containsExactly("late/b.parquet");
    List<PassedOver> waiting =
        new ReturnManifestValidator(
                fs, Optional.of(KEY), Signatures.REQUIRED, ParquetIn::open, CollectedReturns.LIMITS)
            .validate(taken);
    assertThat(waiting).extracting(PassedOver::name).containsExactly("a.parquet");
    assertThat(waiting.get(0).reason())
        .startsWith("waits: manifest.json names late/b.parquet had ");
    assertThat(taken.without(waiting).returns()).isEmpty();
  }

  @Test
  void whatIsHashedIsWhatIsRead() throws IOException {
    FolderWalk found = InboxFiles.look(fs, Hadoop.path(inbox));
    TakenInbox taken = TakenInbox.take("", found, fs, Hadoop.path(temp.resolve("copies")));
    String before = sha256("a.parquet");
    Files.write(inbox.resolve("a.parquet"), new byte[7]);
    Delivery copy = taken.returns().get("a.parquet");
    assertThat(copy.sha256()).isEqualTo(before);
    Path there = Path.of(copy.path().toUri().getPath());
    assertThat(Sha256.of(Files.readAllBytes(there))).isEqualTo(before);
    assertThat(copy.length()).isEqualTo(Files.size(there));
  }

  @Test
  void withAKeyEveryReturnNeedsASignedManifestThatNamesIt() throws IOException {
    unsigned("a.parquet", "and 1 more", "WINNOW_VENDOR_KEY", "vendor.signatures");
    manifest(
        entry("a.parquet", sha256("a.parquet"), 3),
        entry("late/b.parquet", sha256("late/b.parquet"), 2));
    unsigned("a.parquet", "and 1 more");
    sign(KEY);
    assertThatCode(this::checkRequired).doesNotThrowAnyException();
    Files.delete(inbox.resolve("manifest.sig"));
    unsigned("a.parquet", "and 1 more");
  }

  /** As somebody who has no key would try to slip a file in. */
  @Test
  void aFileBesideASignedDeliveryIsNotAccepted() throws IOException {
    Files.move(inbox.resolve("a.parquet"), inbox.resolve("late/a.parquet"));
    Files.writeString(
        inbox.resolve("late/manifest.json"),
        json(
            entry("a.parquet", sha256("late/a.parquet"), 3),
            entry("b.parquet", sha256("late/b.parquet"), 2)));
    byte[] json = Files.readAllBytes(inbox.resolve("late/manifest.json"));
    Files.writeString(inbox.resolve("late/manifest.sig"), KEY.sign(json));
    assertThatCode(this::checkRequired).doesNotThrowAnyException();

    put("c.parquet", 1);
    unsigned("c.parquet");
    manifest(entry("c.parquet", sha256("c.parquet"), 1));
    unsigned("c.parquet");
    Files.delete(inbox.resolve("manifest.json"));
    Files.delete(inbox.resolve("c.parquet"));
    put("late/deeper/c.parquet", 1);
    assertThatThrownBy(this::checkRequired).hasMessageContaining("but not deeper/c.parquet");
    Path deeper = inbox.resolve("late/deeper/manifest.json");
    Files.writeString(deeper, json(entry("c.parquet", sha256("late/deeper/c.parquet"), 1)));
    unsigned("late/deeper/c.parquet");
    Files.delete(deeper);
    Files.move(inbox.resolve("late/deeper"), inbox.resolve("deeper"));
    Files.copy(inbox.resolve("late/manifest.json"), inbox.resolve("deeper/manifest.json"));
    Files.copy(inbox.resolve("late/manifest.sig"), inbox.resolve("deeper/manifest.sig"));
    assertThatThrownBy(this::checkRequired)
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("deeper/manifest.json: it names a.parquet, which is missing");
  }

  /** Our own signature vouches for batches, not for returns. */
  @Test
  void aSignedCopyOfWhatWasSentVouchesForNoReturn() throws IOException {
    Files.writeString(
        inbox.resolve("manifest.json"),
        "{\"annotators_per_sentence\": 1, \"files\": [{\"name\": \"a.parquet\", \"sha256\": \"%s\"}]}"
            .formatted(sha256("a.parquet")));
    sign(KEY);
    unsigned("a.parquet", "and 1 more");
  }

  @Test
  void withoutAKeyNothingIsAskedThatCannotBeVerified() throws IOException {
    assertThatCode(() -> check(Optional.empty(), Signatures.REQUIRED)).doesNotThrowAnyException();
  }

  private void unsigned(String first, String... said) {
    assertThatThrownBy(this::checkRequired)
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("Cannot accept return " + first)
        .hasMessageContaining("no signed manifest names it")
        .satisfies(thrown -> assertThat(List.of(said)).allMatch(thrown.getMessage()::contains));
  }

  private void checkRequired() throws IOException {
    check(Optional.of(KEY), Signatures.REQUIRED);
  }

  private void check(Optional<VendorKey> key, Signatures signatures) throws IOException {
    new ReturnManifestValidator(fs, key, signatures, ParquetIn::open, CollectedReturns.LIMITS)
        .validate(Deliveries.take(fs, Hadoop.path(inbox)));
  }

  private void put(String name, int rows) throws IOException {
    Path file = inbox.resolve(name).normalize();
    Files.createDirectories(file.getParent());
    Duck.copy("SELECT range AS n FROM range(%d)".formatted(rows), file);
  }

  private String sha256(String name) throws IOException {
    return Sha256.of(Files.readAllBytes(inbox.resolve(name)));
  }

  /** A name may hold the escapes of JSON. */
  private static String entry(String name, String sha256, Integer rows) {
    String digest = sha256 == null ? "null" : "\"" + sha256 + "\"";
    return "{\"name\": \"%s\", \"sha256\": %s, \"rows\": %s}".formatted(name, digest, rows);
  }

  private static String json(String... entries) {
    return "{\"contract\": \"1.0\", \"tool\": \"ours\", \"files\": [%s]}"
        .formatted(String.join(", ", entries));
  }

  private void manifest(String... entries) throws IOException {
    Files.writeString(inbox.resolve("manifest.json"), json(entries));
  }

  private void sign(VendorKey key) throws IOException {
    byte[] json = Files.readAllBytes(inbox.resolve("manifest.json"));
    Files.writeString(inbox.resolve("manifest.sig"), key.sign(json) + "\n");
  }

  private void check() throws IOException {
    check(Optional.of(KEY));
  }

  private void check(Optional<VendorKey> key) throws IOException {
    check(key, Signatures.VERIFIED_IF_PRESENT);
  }

  private void breaches(String... said) {
    assertThatThrownBy(this::check)
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContainingAll(said);
  }
}
