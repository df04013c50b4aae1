package io.winnow.hub;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Requests to the hub: with the user's token, redirects, patience, and a bound on all of it. */
final class HubHttp {

  private static final int MOST_REDIRECTS = 10;
  private static final long POLL_MILLIS = 200;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final HubSettings settings;
  private final Transfer transfer;
  private final HttpClient client;
  private final long begun = System.nanoTime();

  /** How far redirects are followed. */
  enum Follow {
    /** What says where a file lies is the last answer of the hub's own. */
    ON_THE_HUB,
    ANYWHERE
  }

  /**
   * What a request waits for.
   *
   * @param arrived how many bytes of the answer are here
   * @param most of them that can be right
   * @param seen is told of them now and then
   */
  record Arrival(LongSupplier arrived, long most, LongConsumer seen) {
    static final Arrival UNSEEN = new Arrival(() -> 0, 0, bytes -> {});
  }

  /** An answer that may be another one later. */
  static final class PassingException extends IOException {

    private final transient Optional<Duration> retryAfter;

    PassingException(HttpResponse<?> response) {
      super("it answers %d".formatted(response.statusCode()));
      retryAfter =
          response
              .headers()
              .firstValue("Retry-After")
              .filter(it -> it.matches("\\d{1,9}"))
              .map(it -> Duration.ofSeconds(Long.parseLong(it)));
    }
  }

  /** Work of which a failure is worth another try. */
  interface Attempt<T> {
    T make() throws IOException;
  }

  HubHttp(HubSettings settings, Transfer transfer) {
    this.settings = settings;
    this.transfer = transfer;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ProxySelector.getDefault())
            .connectTimeout(settings.patience().reply())
            .build();
  }

  /**
   * Repeats what fails for a reason that may pass. Whoever gets some way each time may go on.
   *
   * @param doing such as {@code fetch model.safetensors}
   * @param arrived grows where an attempt gets some way
   * @throws HubException if it does not succeed in time
   * @throws FileSystemException at once, as it comes from this machine
   */
  <T> T repeat(String doing, LongSupplier arrived, Attempt<T> attempt) throws IOException {
    int failed = 0;
    while (true) {
      long before = arrived.getAsLong();
      try {
        return attempt.make();
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        failed = arrived.getAsLong() > before ? 1 : failed + 1;
        pause(doing, failed, e);
      }
    }
  }

  private void pause(String doing, int failed, IOException failure) {
    if (isLate()) {
      throw late();
    }
    Patience patience = settings.patience();
    Duration pause = patience.pause(failed);
    if (failure instanceof PassingException passing && passing.retryAfter.isPresent()) {
      pause = passing.retryAfter.get();
    }
    boolean isTooLong = pause.compareTo(patience.longestPause()) > 0;
    if (failed >= patience.attempts() || isTooLong) {
      String asked = isTooLong ? " and asks to wait %d s".formatted(pause.toSeconds()) : "";
      throw givenUp(doing, failed, describe(failure) + asked, failure);
    }
    transfer.say(
        "%s: %s; trying again in %.1f s"
            .formatted(settings.endpoint(), describe(failure), pause.toMillis() / 1e3));
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HubException givenUp(String doing, int failed, String why, IOException failure) {
    return new HubException(
        "Cannot %s from %s: %s, %d times in a row. Check the network and the JVM's proxy (-Dhttps.proxyHost), or try later: what has arrived is kept. A folder or HF_HUB_OFFLINE=1, which uses the cache alone, needs no network%s"
            .formatted(
                doing,
                settings.endpoint(),
                why,
                failed,
                why.contains("429") ? "; a token (HF_TOKEN) raises the hub's limits" : ""),
        failure);
  }

  /** Java's client leaves out what a person needs to know. */
  private static String describe(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }

  /**
   * One request.
   *
   * @throws PassingException if the answer is one that may be another later
   */
  <T> HttpResponse<T> send(
      HttpRequest.Builder request,
      URI uri,
      Follow follow,
      HttpResponse.BodyHandler<T> body,
      Arrival arrival)
      throws IOException {
    URI at = uri;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpRequest.Builder copy = request.copy().uri(at).timeout(settings.patience().reply());
      if (isHub(at)) {
        settings.token().ifPresent(it -> copy.setHeader("Authorization", "Bearer " + it.value()));
      }
      HttpResponse<T> response = await(client.sendAsync(copy.build(), body), arrival);
      if (PASSING.contains(response.statusCode())) {
        throw new PassingException(response);
      }
      Optional<String> location = response.headers().firstValue("Location");
      if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
        return response;
      }
      at = resolve(at, location.get());
      if (follow == Follow.ON_THE_HUB && !isHub(at)) {
        return response;
      }
    }
    throw new IOException("it redirects more than %d times".formatted(MOST_REDIRECTS));
  }

  private static URI resolve(URI at, String location) throws IOException {
    try {
      URI next = at.resolve(location);
      if (String.valueOf(next.getScheme()).matches("https?")) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it redirects to '%s'".formatted(location), e);
    }
    throw new IOException("it redirects to '%s'".formatted(location));
  }

  /** The token goes nowhere else: files lie on other hosts, with signatures of their own. */
  private boolean isHub(URI uri) {
    URI endpoint = settings.endpoint();
    return endpoint.getScheme().equalsIgnoreCase(uri.getScheme())
        && endpoint.getHost().equalsIgnoreCase(uri.getHost())
        && endpoint.getPort() == uri.getPort();
  }

  /** Java's client bounds the wait for an answer's head, but not for its bytes. */
  private <T> T await(CompletableFuture<T> answer, Arrival arrival) throws IOException {
    long seen = arrival.arrived().getAsLong();
    long since = System.nanoTime();
    while (true) {
      try {
        return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = arrival.arrived().getAsLong();
        if (now != seen) {
          seen = now;
          since = System.nanoTime();
          arrival.seen().accept(now);
        }
        if (now > arrival.most()) {
          answer.cancel(true);
          throw new IOException("it sends more than the %d bytes it has".formatted(arrival.most()));
        }
        requireInTime(answer, since);
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw interrupted(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw new IOException(describe(e), e);
      }
    }
  }

  private void requireInTime(CompletableFuture<?> answer, long since) throws IOException {
    Duration stall = settings.patience().stall();
    if (System.nanoTime() - since > stall.toNanos()) {
      answer.cancel(true);
      throw new IOException("no byte came for %.1f s".formatted(stall.toMillis() / 1e3));
    }
    if (isLate()) {
      answer.cancel(true);
      throw late();
    }
  }

  private boolean isLate() {
    return System.nanoTime() - begun > settings.patience().total().toNanos();
  }

  private HubException late() {
    return new HubException(
        "%s is too slow: the model is not here after %d min; import it again, and it goes on from here"
            .formatted(settings.endpoint(), settings.patience().total().toMinutes()),
        null);
  }

  private static HubException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new HubException("The import was interrupted; what has arrived is kept", e);
  }
}
