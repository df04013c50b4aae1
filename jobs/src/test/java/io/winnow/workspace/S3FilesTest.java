package io.winnow.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.s3.Bucket;
import io.winnow.s3.S3Gate.Weather;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files on S3, by a client without conditional writes. */
class S3FilesTest {

  private static final int WRITERS = 3;
  private static final int RACES = 15;

  @TempDir static java.nio.file.Path folder;

  private static Bucket bucket;
  private static List<FileSystem> clients;

  @BeforeAll
  static void open() {
    bucket = Bucket.open(folder, "small-files");
    clients = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      clients.add(bucket.newFileSystem());
    }
  }

  @AfterAll
  static void close() throws IOException {
    for (FileSystem client : clients) {
      client.close();
    }
    bucket.close();
  }

  @Test
  void ofManyWritersAtTheSameMomentExactlyOneCreatesAFile() throws Exception {
    assertThat(AtomicFiles.on(clients.get(0))).isEqualTo(AtomicFiles.CLAIMED);
    for (int race = 0; race < RACES; race++) {
      Path file = new Path(bucket.uri("race/%d.json".formatted(race)));
      List<String> winners =
          raced(
              writer -> {
                String content = "writer " + writer;
                FileSystem client = clients.get(writer);
                return AtomicFiles.on(client).create(client, file, bytes(content)) ? content : "";
              });
      assertThat(winners).as("race %d", race).hasSize(1);
      assertThat(WorkspaceFiles.bytes(clients.get(1), file)).isEqualTo(bytes(winners.get(0)));
    }
    assertThat(clients.get(0).listStatus(new Path(bucket.uri("race"))))
        .as("no claim is left")
        .hasSize(RACES);
  }

  @Test
  void aStoreThatListsLateIsNotPublishedTo() {
    FileSystem client = clients.get(0);
    Path file = new Path(bucket.uri("late/file.json"));
    bucket.gate().weather(new Weather(0, Duration.ZERO, Duration.ofSeconds(5)));
    try {
      assertThatThrownBy(() -> AtomicFiles.on(client).create(client, file, bytes("one")))
          .hasMessageContaining("late/file.json")
          .rootCause()
          .hasMessageContaining("The store does not list _tmp-claim-file.json-");
    } finally {
      bucket.gate().weather(Weather.FAIR);
    }
    assertThat(AtomicFiles.on(client).create(client, file, bytes("one"))).isTrue();
  }

  @Test
  void aFileLargerThanAPartGoesUpInParts() throws Exception {
    byte[] content = new byte[12 << 20];
    new Random(5).nextBytes(content);
    Path file = new Path(bucket.uri("large/weights"));
    long before = bucket.gate().count("multipart");
    AtomicFiles.on(clients.get(0)).replace(clients.get(0), file, content);
    assertThat(bucket.gate().count("multipart")).isEqualTo(before + 1);
    assertThat(WorkspaceFiles.bytes(clients.get(1), file)).isEqualTo(content);
  }

  @Test
  void ofManyDriversAtTheSameMomentExactlyOneGetsTheLease() throws Exception {
    Clock clock = Clock.systemUTC();
    for (int race = 0; race < RACES; race++) {
      Workspace workspace = Workspace.at(bucket.uri("lease-" + race), configuration());
      List<String> holders =
          raced(
              writer -> {
                RunId run = RunId.at(clock.instant(), writer);
                LeaseHolder me =
                    LeaseHolder.of(
                        run,
                        "winnow round",
                        "host-" + writer,
                        writer + 1L,
                        clock.instant(),
                        Duration.ofMinutes(10));
                try {
                  Lease.take(workspace, me, clock);
                  return "driver " + writer;
                } catch (WorkspaceHeldException e) {
                  return "";
                }
              });
      assertThat(holders).as("race %d", race).hasSize(1);
    }
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    bucket.settings().forEach(configuration::set);
    return configuration;
  }

  private interface Attempt {
    String by(int writer) throws Exception;
  }

  /** What they return who start at the same moment, but for empty texts. */
  private static List<String> raced(Attempt attempt) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      CyclicBarrier start = new CyclicBarrier(WRITERS);
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        all.add(
            () -> {
              start.await();
              return attempt.by(writer);
            });
      }
      List<String> said = new ArrayList<>();
      for (Future<String> end : threads.invokeAll(all)) {
        said.add(end.get());
      }
      said.removeIf(String::isEmpty);
      return said;
    } finally {
      threads.shutdownNow();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
