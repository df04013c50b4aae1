package io.winnow.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.hub.HubHttp.Arrival;
import io.winnow.hub.HubHttp.Follow;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the hub's API says of a model (huggingface.co/docs/hub/api). */
record HubClient(HubSettings settings, HubHttp http) {

  /** An ETag becomes a file's name. */
  private static final Pattern ETAG = Pattern.compile("[\\w][\\w.-]{0,127}");

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int ERROR = 400;

  /**
   * A model at a commit.
   *
   * @param files names of all of them, folders included
   */
  record Revision(String commit, SortedSet<String> files) {}

  /**
   * @throws HubException if the hub does not answer
   * @throws HubRefusalException if it has no such model, or none for this user
   */
  Revision revision(HubName name) throws IOException {
    URI uri =
        URI.create(
            "%s/api/models/%s/revision/%s"
                .formatted(settings.endpoint(), name.repository(), quoted(name.revision())));
    HttpResponse<byte[]> response =
        http.retries()
            .repeat(
                "read what " + name.repository() + " holds",
                () -> 0,
                () ->
                    http.send(
                        HttpRequest.newBuilder(),
                        uri,
                        Follow.ON_THE_HUB,
                        BodyHandlers.ofByteArray(),
                        Arrival.UNSEEN));
    if (response.statusCode() != OK) {
      throw new Refusals(settings).of(name, Optional.empty(), response);
    }
    JsonNode model = json(uri, response.body());
    String commit = model.path("sha").asText();
    if (!HubName.isCommit(commit) || !model.path("siblings").isArray()) {
      throw new HubRefusalException(
          "%s answers with no commit and no list of files, as the hub's API does: check HF_ENDPOINT"
              .formatted(uri));
    }
    SortedSet<String> files = new TreeSet<>();
    model.path("siblings").forEach(file -> files.add(file.path("rfilename").asText()));
    return new Revision(commit, files);
  }

  private static JsonNode json(URI uri, byte[] body) {
    try {
      return JsonFormat.LENIENT.readTree(body);
    } catch (IOException e) {
      throw new HubRefusalException(
          "%s answers with no JSON: check HF_ENDPOINT, and whether a proxy asks for a login"
              .formatted(uri),
          e);
    }
  }

  /** Size and hash of a file, without its bytes. */
  RemoteFile describe(HubName pinned, String file) throws IOException {
    HttpResponse<Void> response =
        http.retries()
            .repeat(
                "read the size of " + file,
                () -> 0,
                () ->
                    http.send(
                        HttpRequest.newBuilder()
                            .method("HEAD", HttpRequest.BodyPublishers.noBody()),
                        address(pinned, file),
                        Follow.ON_THE_HUB,
                        BodyHandlers.discarding(),
                        Arrival.UNSEEN));
    if (response.statusCode() >= ERROR) {
      throw new Refusals(settings).of(pinned, Optional.of(file), response);
    }
    String commit = header(response, "X-Repo-Commit").orElse(pinned.revision());
    // A redirect's own length and tag are not the file's.
    boolean isRedirect = response.statusCode() >= REDIRECT;
    Optional<String> etag =
        header(response, "X-Linked-Etag")
            .or(() -> header(response, "ETag"))
            .map(it -> it.replaceFirst("^W/", "").replace("\"", ""))
            .filter(it -> ETAG.matcher(it).matches());
    Optional<String> size =
        header(response, "X-Linked-Size")
            .or(() -> isRedirect ? Optional.empty() : header(response, "Content-Length"))
            .filter(it -> it.matches("\\d{1,18}"));
    if (etag.isEmpty() || size.isEmpty() || !commit.equals(pinned.revision())) {
      throw new HubRefusalException(
          "%s gives no ETag, no size or another commit, as the hub does not: check HF_ENDPOINT"
              .formatted(address(pinned, file)));
    }
    return new RemoteFile(file, etag.get(), Long.parseLong(size.get()));
  }

  URI address(HubName pinned, String file) {
    return URI.create(
        "%s/%s/resolve/%s/%s"
            .formatted(settings.endpoint(), pinned.repository(), pinned.revision(), quoted(file)));
  }

  private static Optional<String> header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name);
  }

  private static String quoted(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
