package io.winnow.hub;

import static io.winnow.hub.LoopbackHub.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.files.Sha256;
import io.winnow.hub.LoopbackHub.Fault;
import io.winnow.hub.LoopbackHub.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTest {

  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofMillis(700),
          4,
          Duration.ofMillis(10),
          Duration.ofSeconds(2),
          Duration.ofMinutes(1));

  private static final byte[] WEIGHTS = bytes(100_000);
  private static final String CONFIG = "{\"model_type\": \"bert\"}";
  private static final FileChoice CHOICE =
      names -> names.stream().filter(it -> !it.contains("/") && !it.startsWith("tf_")).toList();

  @TempDir Path home;
  private LoopbackHub server;
  private final Watched watched = new Watched();

  @BeforeEach
  void start() throws IOException {
    server =
        new LoopbackHub()
            .with("config.json", CONFIG)
            .with("model.safetensors", WEIGHTS)
            .with("tf_model.h5", "other")
            .with("onnx/model.onnx", bytes(10));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(count).nextBytes(bytes);
    return bytes;
  }

  private static final class Watched implements Transfer {
    private final List<Long> at = Collections.synchronizedList(new ArrayList<>());
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private long total = -1;
    private boolean hasEnded;

    @Override
    public void begins(int files, long bytes) {
      total = bytes;
    }

    @Override
    public void at(long bytes, String file) {
      at.add(bytes);
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void ends() {
      hasEnded = true;
    }
  }

  private HubModel fetch(String name, String... more) {
    return fetch(SHORT, name, more);
  }

  private HubModel fetch(Patience patience, String name, String... more) {
    Map<String, String> environment = new HashMap<>(server.environment(home));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    HubSettings settings = HubSettings.of(environment, home).with(patience);
    return new Hub(settings).fetch(HubName.parse(name).orElseThrow(), CHOICE, watched);
  }

  private Path model() {
    return home.resolve("hub/models--acme--tagger");
  }

  @Test
  void bringsTheWantedFilesIntoTheHubsOwnLayout() throws IOException {
    HubModel model = fetch("hf://acme/tagger");

    assertThat(model.name()).hasToString("hf://acme/tagger@" + COMMIT);
    assertThat(model.files().keySet()).containsExactly("config.json", "model.safetensors");
    assertThat(model.files().get("model.safetensors")).hasBinaryContent(WEIGHTS);
    assertThat(model().resolve("refs/main")).hasContent(COMMIT);
    Path snapshot = model().resolve("snapshots").resolve(COMMIT);
    assertThat(Files.readSymbolicLink(snapshot.resolve("model.safetensors")))
        .hasToString("../../blobs/" + Sha256.of(WEIGHTS));
    assertThat(Files.readSymbolicLink(snapshot.resolve("config.json")))
        .hasToString("../../blobs/" + LoopbackHub.gitBlob(CONFIG.getBytes(StandardCharsets.UTF_8)));
    assertThat(server.fetched()).containsExactly("config.json", "model.safetensors");
    assertThat(watched.total).isEqualTo(WEIGHTS.length + CONFIG.length());
    assertThat(watched.at).last().isEqualTo(watched.total);
    assertThat(watched.at).isSorted();
    assertThat(watched.hasEnded).isTrue();
  }

  @Test
  void whatTheCacheHasIsNotFetchedAgain() {
    fetch("hf://acme/tagger");
    int before = server.fetched().size();

    fetch("hf://acme/tagger@v1");

    assertThat(server.fetched()).hasSize(before);
    assertThat(model().resolve("refs/v1")).hasContent(COMMIT);
  }

  @Test
  void aDamagedBlobIsFetchedAgain() throws IOException {
    Path weights = fetch("hf://acme/tagger").files().get("model.safetensors");
    byte[] other = WEIGHTS.clone();
    other[7] ^= 4;
    Files.write(weights, other);

    assertThat(fetch("hf://acme/tagger").files().get("model.safetensors"))
        .hasBinaryContent(WEIGHTS);
  }

  @Test
  void anOldNameIsRedirectedAndARequestOfChangesHasASlash() {
    assertThat(fetch("hf://old/tagger").files()).hasSize(2);
    assertThat(fetch("hf://acme/tagger@refs/pr/3").name().revision()).isEqualTo(COMMIT);
    assertThat(model().resolve("refs/refs/pr/3")).hasContent(COMMIT);
  }

  @Test
  void theTokenGoesToTheHubAlone() {
    server.closedBut("hf_secret");

    fetch("hf://acme/tagger", "HF_TOKEN", "hf_secret");

    assertThat(server.requests())
        .filteredOn(it -> it.server().equals("hub"))
        .extracting(Request::token)
        .containsOnly("Bearer hf_secret");
    assertThat(server.requests())
        .filteredOn(it -> it.server().equals("files"))
        .hasSize(1)
        .extracting(Request::token)
        .containsOnlyNulls();
  }

  @Test
  void aProxyStandsBetweenWhereTheEnvironmentNamesOne() {
    HubModel model =
        fetch(
            "hf://acme/tagger",
            "HF_ENDPOINT",
            "http://hub.invalid",
            "http_proxy",
            server.endpoint(),
            "NO_PROXY",
            "localhost, 127.0.0.1");

    assertThat(model.files().get("model.safetensors")).hasBinaryContent(WEIGHTS);
    assertThatThrownBy(
            () -> fetch("hf://acme/tagger", "HTTP_PROXY", "http://user:secret@127.0.0.1:1"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("is no address such as http://proxy.example:3128")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aCutTransferGoesOnWhereItWasCut() {
    server.next(new Fault.Cut(40_000), new Fault.Cut(30_000));

    assertThat(fetch("hf://acme/tagger").files().get("model.safetensors"))
        .hasBinaryContent(WEIGHTS);

    assertThat(server.requests())
        .filteredOn(it -> it.server().equals("files"))
        .extracting(Request::range)
        .containsExactly(null, "bytes=40000-", "bytes=70000-");
    assertThat(watched.said).hasSize(2);
  }

  @Test
  void manyCutsAreFineAsLongAsBytesCome() {
    for (int i = 0; i < 8; i++) {
      server.next(new Fault.Cut(10_000));
    }

    assertThat(fetch("hf://acme/tagger").files().get("model.safetensors"))
        .hasBinaryContent(WEIGHTS);
  }

  @Test
  void anotherProcessGoesOnWhereAnEarlierOneWasKilled() throws IOException {
    Path incomplete = model().resolve("blobs/" + Sha256.of(WEIGHTS) + ".incomplete");
    Files.createDirectories(incomplete.getParent());
    Files.write(incomplete, Arrays.copyOf(WEIGHTS, 60_000));

    assertThat(fetch("hf://acme/tagger").files().get("model.safetensors"))
        .hasBinaryContent(WEIGHTS);

    assertThat(server.requests()).extracting(Request::range).contains("bytes=60000-");
    assertThat(incomplete).doesNotExist();
  }

  @Test
  void whatAnEarlierOneLeftDamagedOrTooLongIsFetchedFromTheStart() throws IOException {
    Path incomplete = model().resolve("blobs/" + Sha256.of(WEIGHTS) + ".incomplete");
    Files.createDirectories(incomplete.getParent());
    for (int size : new int[] {60_000, WEIGHTS.length, WEIGHTS.length + 1}) {
      Files.write(incomplete, new byte[size]);

      Path weights = fetch("hf://acme/tagger").files().get("model.safetensors");

      assertThat(weights).as("after %d bytes", size).hasBinaryContent(WEIGHTS);
      Files.delete(weights);
    }
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() {
    server.next(new Fault.Cut(40_000), new Fault.WholeFile());

    assertThat(fetch("hf://acme/tagger").files().get("model.safetensors"))
        .hasBinaryContent(WEIGHTS);
  }

  @Test
  void silenceAndShortTroubleArePassedOver() {
    server.next(new Fault.Silence(), new Fault.Status(503, ""), new Fault.Status(429, "1"));
    server.nextOfApi(new Fault.Status(500, ""), new Fault.Status(502, ""));

    assertThat(fetch("hf://acme/tagger").files().get("model.safetensors"))
        .hasBinaryContent(WEIGHTS);

    assertThat(watched.said)
        .hasSize(5)
        .anyMatch(it -> it.endsWith("it answers 429; trying again in 1.0 s"))
        .anyMatch(it -> it.contains("no byte came for 0.7 s"));
  }

  @Test
  void wrongBytesAreTriedOnceMoreAndNeverUsed() {
    server.next(new Fault.WrongBytes());
    fetch("hf://acme/tagger");
    server.without("model.safetensors").with("model.safetensors", bytes(500));
    server.next(new Fault.WrongBytes(), new Fault.WrongBytes());

    assertThatThrownBy(() -> fetch("hf://acme/tagger"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("model.safetensors of hf://acme/tagger@" + COMMIT)
        .hasMessageContaining("instead of 500 with " + Sha256.of(bytes(500)))
        .hasMessageContaining("twice");
    assertThat(model().resolve("blobs/" + Sha256.of(bytes(500)))).doesNotExist();
  }

  @Test
  void moreBytesThanPromisedAreRefused() {
    server.next(new Fault.TooMany(), new Fault.TooMany());

    assertThatThrownBy(() -> fetch("hf://acme/tagger"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("200000 bytes came")
        .hasMessageContaining("instead of 100000");
  }

  @Test
  void whoKeepsFailingIsGivenUpAndWhatArrivedIsKept() {
    Fault down = new Fault.Status(503, "");
    server.next(new Fault.Cut(5_000), down, down, down);

    assertThatThrownBy(() -> fetch("hf://acme/tagger"))
        .isInstanceOf(HubException.class)
        .hasMessageStartingWith("Cannot fetch model.safetensors of acme/tagger from http://127")
        .hasMessageContaining("it answers 503, 4 times in a row");
    assertThat(model().resolve("blobs/" + Sha256.of(WEIGHTS) + ".incomplete")).hasSize(5_000);
  }

  @Test
  void allOfItHasABound() {
    Patience hasty =
        new Patience(
            SHORT.reply(),
            Duration.ofMinutes(1),
            SHORT.attempts(),
            SHORT.firstPause(),
            SHORT.longestPause(),
            Duration.ofMillis(300));
    server.next(new Fault.Silence());

    assertThatThrownBy(() -> fetch(hasty, "hf://acme/tagger"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("is too slow")
        .hasMessageContaining("import it again, and it goes on from here");
    assertThat(model().resolve("blobs/" + Sha256.of(WEIGHTS) + ".incomplete")).hasSize(10);
  }

  @Test
  void twoAtOnceFetchItOnce() throws Exception {
    CompletableFuture<HubModel> other =
        CompletableFuture.supplyAsync(() -> fetch("hf://acme/tagger"));
    HubModel mine = fetch("hf://acme/tagger");

    assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(mine);
    assertThat(mine.files().get("model.safetensors")).hasBinaryContent(WEIGHTS);
    assertThat(server.fetched()).containsOnlyOnce("model.safetensors");
  }

  @Test
  void aLongRetryAfterIsSaidAndNotSlept() {
    server.nextOfApi(new Fault.Status(429, "3600"));

    assertThatThrownBy(() -> fetch("hf://acme/tagger"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("it answers 429 and asks to wait 3600 s")
        .hasMessageContaining("a token (HF_TOKEN) raises the hub's limits");
  }

  @Test
  void refusalsSayWhatToDo() {
    assertRefused("hf://acme/other", "no model acme/other", "check the name", "set HF_TOKEN");
    assertRefused("hf://acme/tagger@nope", "has no revision nope", "usual one is main");
    server.closedBut("hf_secret");
    assertRefused("hf://acme/tagger", "or it is private", "set HF_TOKEN", "the hub says: Invalid");
    assertThatThrownBy(() -> fetch("hf://acme/tagger", "HF_TOKEN", "hf_old"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("does not accept the token of HF_TOKEN: make a new one at")
        .hasMessageNotContaining("hf_old");
  }

  @Test
  void gatedModelsNeedTheirTermsAccepted() {
    server.gated();
    assertRefused("hf://acme/tagger", "is gated: sign in there, accept its terms", "HF_TOKEN");
    assertThatThrownBy(() -> fetch("hf://acme/tagger", "HF_TOKEN", "hf_mine"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("is gated, and the account of HF_TOKEN has no access");
  }

  private void assertRefused(String name, String... pieces) {
    assertThatThrownBy(() -> fetch(name))
        .isInstanceOf(HubRefusalException.class)
        .message()
        .contains(pieces);
  }

  @Test
  void aPageInsteadOfTheApiIsNamed() {
    assertThatThrownBy(() -> fetch("hf://acme/tagger", "HF_ENDPOINT", server.endpoint() + "/html/"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("answers with no JSON: check HF_ENDPOINT")
        .hasMessageContaining("a proxy asks for a login");
  }

  @Test
  void offlineUsesTheCacheAlone() {
    assertThatThrownBy(() -> fetch("hf://acme/tagger", "HF_HUB_OFFLINE", "1"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("HF_HUB_OFFLINE is set, and the cache " + home.resolve("hub"))
        .hasMessageContaining("has no hf://acme/tagger@main");
    assertThat(server.requests()).isEmpty();
    fetch("hf://acme/tagger");
    int before = server.requests().size();

    HubModel model = fetch("hf://acme/tagger", "HF_HUB_OFFLINE", "1");
    HubModel pinned = fetch("hf://acme/tagger@" + COMMIT, "HF_HUB_OFFLINE", "on");

    assertThat(model.files().get("model.safetensors")).hasBinaryContent(WEIGHTS);
    assertThat(pinned).isEqualTo(model);
    assertThat(server.requests()).hasSize(before);
  }

  @Test
  void offlineADamagedOrMissingBlobIsNamed() throws IOException {
    Path weights = fetch("hf://acme/tagger").files().get("model.safetensors");
    Files.write(weights, bytes(3));
    assertThatThrownBy(() -> fetch("hf://acme/tagger", "HF_HUB_OFFLINE", "1"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining(weights + " is damaged");
    Files.delete(weights);
    assertThatThrownBy(() -> fetch("hf://acme/tagger", "HF_HUB_OFFLINE", "1"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("model.safetensors leads to no file");
  }

  @Test
  void aHubThatIsDownIsReplacedByTheCacheAndThatIsSaid() {
    fetch("hf://acme/tagger");
    server.close();

    assertThat(fetch("hf://acme/tagger").files()).hasSize(2);

    assertThat(watched.said)
        .last()
        .asString()
        .contains("can't be reached; acme/tagger is used as the cache has it, commit " + COMMIT);
    assertThatThrownBy(() -> fetch("hf://acme/new"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("Check the network and the proxy (HTTPS_PROXY")
        .hasMessageContaining("HF_HUB_OFFLINE=1");
  }

  @Test
  void aFolderOfACacheIsReadThroughItsLinks() throws IOException {
    HubModel model = fetch("hf://acme/tagger");
    Path snapshot = model().resolve("snapshots").resolve(COMMIT);

    assertThat(Hub.inCache(model(), CHOICE)).contains(model);
    assertThat(Hub.inCache(snapshot, CHOICE)).contains(model);
    assertThat(Hub.inCache(home, CHOICE)).isEmpty();
    assertThat(Hub.inCache(home.resolve("nowhere"), CHOICE)).isEmpty();

    Path weights = model.files().get("model.safetensors");
    Files.write(weights, bytes(3));
    assertThatThrownBy(() -> Hub.inCache(model(), CHOICE))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining(weights + " is damaged");
    Files.write(weights, WEIGHTS);

    Path secret = Files.writeString(home.resolve("secret"), "x");
    Files.delete(snapshot.resolve("config.json"));
    Files.createSymbolicLink(snapshot.resolve("config.json"), secret);
    assertThatThrownBy(() -> Hub.inCache(snapshot, CHOICE))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("is a link to " + secret.toRealPath() + ", outside of");

    Path own = Files.writeString(model().resolve("refs/own"), "x");
    Files.delete(snapshot.resolve("config.json"));
    Files.createSymbolicLink(snapshot.resolve("config.json"), own);
    assertThatThrownBy(() -> Hub.inCache(snapshot, CHOICE))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("is a link to " + own.toRealPath() + ", outside of")
        .hasMessageContaining("/blobs");

    Files.delete(snapshot.resolve("config.json"));
    Files.createSymbolicLink(snapshot.resolve("config.json"), Path.of("config.json"));
    assertThatThrownBy(() -> Hub.inCache(snapshot, CHOICE))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("config.json can't be followed");
  }

  /** Neither is opened: a FIFO would be waited for, and a device has no end. */
  @Test
  void pipesAndDevicesInACacheAreNoFiles() throws Exception {
    Path snapshot = model().resolve("snapshots").resolve(COMMIT);
    fetch("hf://acme/tagger");
    Path pipe = model().resolve("blobs/pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.delete(snapshot.resolve("config.json"));
    Files.createSymbolicLink(snapshot.resolve("config.json"), Path.of("../../blobs/pipe"));
    assertThatThrownBy(() -> Hub.inCache(snapshot, CHOICE))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("config.json is no file, but a folder, a FIFO, a socket or a device");

    Path ref = model().resolve("refs/main");
    Files.delete(ref);
    Files.createSymbolicLink(ref, Path.of("/dev/zero"));
    Files.createDirectories(model().resolve("snapshots/" + "f".repeat(40)));
    assertThatThrownBy(() -> Hub.inCache(model(), CHOICE))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("has 2 snapshots, and refs/main names none of them");
  }

  @Test
  void ofSeveralSnapshotsOneMustBeNamed() throws IOException {
    fetch("hf://acme/tagger");
    Files.createDirectories(model().resolve("snapshots/" + "f".repeat(40)));
    assertThat(Hub.inCache(model(), CHOICE).orElseThrow().name().revision()).isEqualTo(COMMIT);

    Files.delete(model().resolve("refs/main"));
    assertThatThrownBy(() -> Hub.inCache(model(), CHOICE))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("has 2 snapshots")
        .hasMessageContaining("give one of the folders in");
  }

  @Test
  void aCacheThatCantBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatThrownBy(() -> fetch("hf://acme/tagger", "HF_HUB_CACHE", file + "/cache"))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("Cannot use the hub's cache " + file)
        .hasMessageContaining("HF_HUB_CACHE");
  }
}
