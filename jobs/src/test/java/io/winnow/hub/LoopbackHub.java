package io.winnow.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.winnow.files.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A hub on loopback that answers as the real one does: the API, small files by itself, after a
 * redirect of its own, and large ones by a redirect to another server, which signs its addresses
 * and wants no token.
 */
public final class LoopbackHub implements AutoCloseable {

  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  public static final String REPOSITORY = "acme/tagger";

  /** What goes wrong, once, with the next answer that has a file's bytes. */
  public sealed interface Fault {
    record Cut(int after) implements Fault {}

    record WrongBytes() implements Fault {}

    record TooMany() implements Fault {}

    record Silence() implements Fault {}

    record Status(int code, String retryAfter) implements Fault {}

    record WholeFile() implements Fault {}
  }

  /**
   * A request that came.
   *
   * @param server {@code hub} or {@code files}
   */
  public record Request(String server, String method, String path, String token, String range) {}

  private final HttpServer hub;
  private final HttpServer files;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SortedMap<String, byte[]> content = new TreeMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Deque<Fault> apiFaults = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private String token;
  private String gate = "";

  public LoopbackHub() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext("/", this::answer);
    files.createContext("/", this::sendLarge);
    for (HttpServer server : List.of(hub, files)) {
      server.setExecutor(threads);
      server.start();
    }
  }

  public String endpoint() {
    return address(hub);
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public LoopbackHub with(String name, byte[] bytes) {
    content.put(name, bytes);
    return this;
  }

  public LoopbackHub with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public LoopbackHub without(String name) {
    content.remove(name);
    return this;
  }

  /** From now on only this token may read. */
  public LoopbackHub closedBut(String secret) {
    token = secret;
    return this;
  }

  /** From now on the model has terms that nobody has accepted. */
  public LoopbackHub gated() {
    gate = "GatedRepo";
    return this;
  }

  /** For the next answers that carry the bytes of a large file, in this order. */
  public LoopbackHub next(Fault... some) {
    faults.addAll(Arrays.asList(some));
    return this;
  }

  /** For the next answers of the API. */
  public LoopbackHub nextOfApi(Fault... some) {
    apiFaults.addAll(Arrays.asList(some));
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Requests for a file's bytes. */
  public List<String> fetched() {
    return requests.stream()
        .filter(it -> it.method().equals("GET") && !it.path().startsWith("/api/models"))
        .filter(it -> it.server().equals("files") || it.path().startsWith("/api/resolve-cache"))
        .map(it -> it.path().substring(it.path().lastIndexOf('/') + 1))
        .toList();
  }

  public static String gitBlob(byte[] bytes) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha1.digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isLarge(String name) {
    return name.endsWith(".safetensors") || name.endsWith(".bin") || name.endsWith(".onnx");
  }

  private void answer(HttpExchange exchange) throws IOException {
    Request request = note("hub", exchange);
    String path = request.path();
    String api = "/api/models/" + REPOSITORY + "/revision/";
    String resolve = "/" + REPOSITORY + "/resolve/" + COMMIT + "/";
    String own = "/api/resolve-cache/" + COMMIT + "/";
    if (path.startsWith("/html")) {
      send(exchange, 200, "<html>Please sign in</html>".getBytes(StandardCharsets.UTF_8));
    } else if (path.startsWith("/old/tagger/") || path.startsWith("/api/models/old/tagger/")) {
      redirect(exchange, 307, path.replace("old/tagger", REPOSITORY));
    } else if (token != null && !("Bearer " + token).equals(request.token())) {
      String code = request.token() == null ? "RepoNotFound" : "";
      refuse(exchange, 401, code, "Invalid username or password.");
    } else if (path.startsWith(api)) {
      info(exchange, path.substring(api.length()));
    } else if (path.startsWith(resolve) && content.containsKey(path.substring(resolve.length()))) {
      file(exchange, path.substring(resolve.length()));
    } else if (path.startsWith(own)) {
      describe(exchange, content.get(path.substring(own.length())), "");
      bytes(exchange, content.get(path.substring(own.length())));
    } else {
      refuse(exchange, 404, path.startsWith(resolve) ? "EntryNotFound" : "RepoNotFound", "No");
    }
  }

  private void info(HttpExchange exchange, String revision) throws IOException {
    Fault fault = apiFaults.poll();
    if (fault instanceof Fault.Status status) {
      status(exchange, status);
    } else if (!List.of("main", "v1", "refs%2Fpr%2F3", COMMIT).contains(revision)) {
      refuse(exchange, 404, "RevisionNotFound", "Invalid rev id: " + revision);
    } else {
      String siblings =
          content.keySet().stream()
              .map("{\"rfilename\": \"%s\"}"::formatted)
              .collect(Collectors.joining(", "));
      String json = "{\"id\": \"%s\", \"sha\": \"%s\", \"siblings\": [%s], \"gated\": false}";
      send(
          exchange,
          200,
          json.formatted(REPOSITORY, COMMIT, siblings).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void file(HttpExchange exchange, String name) throws IOException {
    if (!gate.isEmpty()) {
      int status = exchange.getRequestHeaders().containsKey("Authorization") ? 403 : 401;
      refuse(exchange, status, gate, "Access to model is restricted.");
      return;
    }
    byte[] bytes = content.get(name);
    if (!isLarge(name)) {
      redirect(exchange, 307, "/api/resolve-cache/" + COMMIT + "/" + name);
      return;
    }
    describe(exchange, bytes, "X-Linked-");
    redirect(exchange, 302, address(files) + "/signed/" + name + "?signature=a%2Fb&x=1~2");
  }

  private static void describe(HttpExchange exchange, byte[] bytes, String kind) {
    exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
    if (kind.isEmpty()) {
      exchange.getResponseHeaders().set("ETag", "W/\"" + gitBlob(bytes) + "\"");
    } else {
      exchange.getResponseHeaders().set("ETag", "\"of-the-redirect\"");
      exchange.getResponseHeaders().set(kind + "Etag", "\"" + Sha256.of(bytes) + "\"");
      exchange.getResponseHeaders().set(kind + "Size", Integer.toString(bytes.length));
    }
  }

  private void sendLarge(HttpExchange exchange) throws IOException {
    Request request = note("files", exchange);
    byte[] bytes = content.get(request.path().substring("/signed/".length()));
    boolean isSigned = "signature=a%2Fb&x=1~2".equals(exchange.getRequestURI().getRawQuery());
    if (request.token() != null || !isSigned) {
      // As signed addresses of object stores do.
      send(exchange, 400, "Only one auth mechanism allowed".getBytes(StandardCharsets.UTF_8));
      return;
    }
    bytes(exchange, bytes);
  }

  private void bytes(HttpExchange exchange, byte[] all) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(all.length));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    Fault fault = exchange.getRequestURI().getPath().startsWith("/signed/") ? faults.poll() : null;
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = 0;
    if (range != null && !(fault instanceof Fault.WholeFile)) {
      from = Integer.parseInt(range.replaceAll("\\D", ""));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, all.length - 1, all.length));
    }
    int code = from > 0 ? 206 : 200;
    byte[] part = Arrays.copyOfRange(all, from, all.length);
    if (fault instanceof Fault.Status status) {
      status(exchange, status);
    } else if (fault instanceof Fault.Cut cut) {
      exchange.sendResponseHeaders(code, part.length);
      exchange.getResponseBody().write(part, 0, cut.after());
      exchange.getResponseBody().flush();
      exchange.close();
    } else if (fault instanceof Fault.Silence) {
      exchange.sendResponseHeaders(code, part.length);
      exchange.getResponseBody().write(part, 0, 10);
      exchange.getResponseBody().flush();
    } else if (fault instanceof Fault.TooMany) {
      exchange.sendResponseHeaders(code, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(part);
        out.write(part);
      }
    } else {
      if (fault instanceof Fault.WrongBytes) {
        part[part.length / 2] ^= 1;
      }
      send(exchange, code, part);
    }
  }

  private static void status(HttpExchange exchange, Fault.Status status) throws IOException {
    if (!status.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", status.retryAfter());
    }
    send(exchange, status.code(), new byte[0]);
  }

  private Request note(String server, HttpExchange exchange) {
    Request request =
        new Request(
            server,
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Range"));
    requests.add(request);
    return request;
  }

  private static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    exchange.getResponseHeaders().set("X-Error-Message", message);
    if (!code.isEmpty()) {
      exchange.getResponseHeaders().set("X-Error-Code", code);
    }
    send(exchange, status, "{\"error\": \"no\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    send(exchange, status, "moved".getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** What a process has in its environment to use this hub, with a cache of its own. */
  public Map<String, String> environment(java.nio.file.Path home) {
    return Map.of("HF_ENDPOINT", endpoint(), "HF_HOME", home.toString());
  }

  @Override
  public void close() {
    hub.stop(0);
    files.stop(0);
    threads.shutdownNow();
  }
}
