package io.winnow.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
  private final HttpClient client;
  private final Retries retries;

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

  HubHttp(HubSettings settings, Transfer transfer) {
    this.settings = settings;
    this.retries = new Retries(settings, transfer);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(settings.proxies())
            .connectTimeout(settings.patience().reply())
            .build();
  }

  Retries retries() {
    return retries;
  }

  /**
   * One request.
   *
   * @throws Retries.PassingException if the answer is one that may be another later
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
        throw new Retries.PassingException(response);
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
        throw Retries.interrupted(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw new IOException(Retries.describe(e), e);
      }
    }
  }

  private void requireInTime(CompletableFuture<?> answer, long since) throws IOException {
    Duration stall = settings.patience().stall();
    if (System.nanoTime() - since > stall.toNanos()) {
      answer.cancel(true);
      throw new IOException("no byte came for %.1f s".formatted(stall.toMillis() / 1e3));
    }
    if (retries.isLate()) {
      answer.cancel(true);
      throw retries.late();
    }
  }
}
