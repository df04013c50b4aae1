package io.winnow.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What S3 has and the server behind lacks: a conditional write is one step, whoever writes at the
 * same time. And what S3 does on a bad day: it answers a share of the requests with 503 SlowDown,
 * takes its time, and (before 2020) listed new objects late.
 */
public final class S3Gate implements AutoCloseable {

  private static final Set<String> HOP_BY_HOP =
      Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade");
  private static final Pattern CONTENTS = Pattern.compile("<Contents>.*?</Contents>");
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");
  private static final String SLOW_DOWN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code>"
          + "<Message>Please reduce your request rate.</Message></Error>";

  /**
   * @param refused of the requests, from 0 to 1
   * @param listingLag how long a new object is in no listing
   */
  public record Weather(double refused, Duration delay, Duration listingLag) {
    public static final Weather FAIR = new Weather(0, Duration.ZERO, Duration.ZERO);
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, ReentrantLock> keys = new ConcurrentHashMap<>();
  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Random random = new Random(11);
  private final HttpServer server;
  private final int port;
  private volatile Weather weather = Weather.FAIR;

  /**
   * @param port of the server behind
   */
  S3Gate(int port) {
    this.port = port;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void weather(Weather now) {
    weather = now;
  }

  /** How many requests of a kind went through: conditional, multipart, refused, all. */
  public long count(String kind) {
    return counts.getOrDefault(kind, new AtomicLong()).get();
  }

  /** Keys that were written since the gate opened. */
  public Set<String> keys() {
    return new TreeSet<>(written.keySet());
  }

  private void counted(String kind) {
    counts.computeIfAbsent(kind, it -> new AtomicLong()).incrementAndGet();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Weather now = weather;
      Thread.sleep(now.delay().toMillis());
      counted("all");
      if (chance() < now.refused()) {
        counted("refused");
        answer(exchange, 503, Map.of(), SLOW_DOWN.getBytes(StandardCharsets.UTF_8));
        return;
      }
      String method = exchange.getRequestMethod();
      String key = exchange.getRequestURI().getPath();
      boolean writes = method.equals("PUT") || method.equals("POST") || method.equals("DELETE");
      ReentrantLock lock = keys.computeIfAbsent(writes ? key : "", it -> new ReentrantLock());
      if (writes) {
        lock.lock();
      }
      try {
        pass(exchange, key, body, now);
      } finally {
        if (writes) {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double chance() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  private void pass(HttpExchange exchange, String key, byte[] body, Weather now)
      throws IOException, InterruptedException {
    URI asked = exchange.getRequestURI();
    String query = Optional.ofNullable(asked.getRawQuery()).orElse("");
    String method = exchange.getRequestMethod();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + asked))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    Headers sent = exchange.getRequestHeaders();
    if (sent.containsKey("If-None-Match") && !method.equals("GET") && !method.equals("HEAD")) {
      counted("conditional");
    }
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    boolean completes = method.equals("POST") && query.contains("uploadId=");
    if (response.statusCode() == 200
        && (completes || method.equals("PUT") && !query.contains("uploadId="))) {
      written.put(key, System.nanoTime());
    }
    if (completes) {
      counted("multipart");
    }
    byte[] content = response.body();
    if (query.contains("list-type=2") && now.listingLag().toMillis() > 0) {
      content = withoutFresh(key, content, now.listingLag());
    }
    answer(exchange, response.statusCode(), response.headers().map(), content);
  }

  private byte[] withoutFresh(String bucket, byte[] listing, Duration lag) {
    long from = System.nanoTime() - lag.toNanos();
    String text = new String(listing, StandardCharsets.UTF_8);
    String old =
        CONTENTS
            .matcher(text)
            .replaceAll(
                object -> {
                  Matcher key = KEY.matcher(object.group());
                  String name = key.find() ? bucket.replaceAll("/$", "") + "/" + key.group(1) : "";
                  boolean fresh = written.getOrDefault(name, from - 1) > from;
                  return fresh ? "" : Matcher.quoteReplacement(object.group());
                });
    return old.getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(
      HttpExchange exchange, int code, Map<String, List<String>> headers, byte[] body)
      throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.equals("content-length") ? isHead : !HOP_BY_HOP.contains(lower)) {
            values.forEach(value -> exchange.getResponseHeaders().add(name, value));
          }
        });
    boolean empty = isHead || code == 204 || code == 304 || body.length == 0;
    exchange.sendResponseHeaders(code, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
