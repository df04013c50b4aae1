package io.winnow.s3;

import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A bucket of its own on a server of its own: a test's, with the settings that lead there. */
public final class Bucket implements AutoCloseable {

  private final S3Server server;
  private final S3Gate gate;
  private final String name;

  private Bucket(S3Server server, S3Gate gate, String name) {
    this.server = server;
    this.gate = gate;
    this.name = name;
  }

  /** Makes it. */
  public static Bucket make(Path folder, String name) {
    S3Server server = S3Server.start(folder);
    Bucket bucket = new Bucket(server, new S3Gate(server.port()), name);
    bucket.make();
    return bucket;
  }

  /** Makes it, and has this JVM's Spark and commands find it. */
  public static Bucket open(Path folder, String name) {
    Bucket bucket = make(folder, name);
    Configuration spark = LocalSpark.session().sparkContext().hadoopConfiguration();
    bucket
        .settings()
        .forEach(
            (key, value) -> {
              spark.set(key, value);
              System.setProperty("spark.hadoop." + key, value);
            });
    return bucket;
  }

  public S3Gate gate() {
    return gate;
  }

  public String uri(String path) {
    return "s3a://" + name + "/" + path;
  }

  /** Hadoop's; for this bucket alone. */
  public Map<String, String> settings() {
    String prefix = "fs.s3a.bucket." + name + ".";
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(prefix + "endpoint", gate.endpoint());
    settings.put(prefix + "endpoint.region", "us-east-1");
    settings.put(prefix + "access.key", "local");
    settings.put(prefix + "secret.key", "local");
    settings.put(prefix + "path.style.access", "true");
    settings.put(prefix + "connection.ssl.enabled", "false");
    settings.put(prefix + "multipart.size", "5M");
    settings.put(prefix + "multipart.threshold", "5M");
    settings.put(prefix + "fast.upload.buffer", "bytebuffer");
    return settings;
  }

  /** As {@code java -D}. */
  public List<String> options() {
    return settings().entrySet().stream()
        .map(it -> "-Dspark.hadoop.%s=%s".formatted(it.getKey(), it.getValue()))
        .toList();
  }

  /** Not the one that others in this JVM have. */
  public FileSystem newFileSystem() {
    Configuration configuration = new Configuration();
    settings().forEach(configuration::set);
    try {
      return FileSystem.newInstance(URI.create(uri("")), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gate.endpoint() + "/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      int code =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (code != 200) {
        throw new IllegalStateException("No bucket %s: %d".formatted(name, code));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    settings().keySet().forEach(key -> System.clearProperty("spark.hadoop." + key));
    gate.close();
    server.close();
  }
}
