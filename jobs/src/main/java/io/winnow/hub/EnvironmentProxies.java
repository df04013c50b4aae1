package io.winnow.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies of {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY},
 * in either case, as the hub's own client takes them; where none is set, those of the JVM.
 */
final class EnvironmentProxies extends ProxySelector {

  private static final int USUAL_PORT = 80;

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<String> proxy = value(uri.getScheme() + "_proxy").or(() -> value("all_proxy"));
    if (proxy.isEmpty()) {
      return ProxySelector.getDefault().select(uri);
    }
    return List.of(isExcepted(uri.getHost()) ? Proxy.NO_PROXY : http(proxy.get()));
  }

  private Optional<String> value(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(environment::get)
        .filter(it -> it != null && !it.isBlank())
        .map(String::strip)
        .findFirst();
  }

  /** By a host, a domain with or without a leading dot, or {@code *}. */
  private boolean isExcepted(String host) {
    return value("no_proxy").stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(it -> it.strip().replaceFirst("^\\*?\\.", ""))
        .filter(it -> !it.isEmpty())
        .anyMatch(it -> it.equals("*") || host.equals(it) || host.endsWith("." + it));
  }

  private static Proxy http(String text) {
    try {
      URI address = URI.create(text.contains("://") ? text : "http://" + text);
      if (address.getHost() != null && address.getUserInfo() == null) {
        int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), port));
      }
    } catch (IllegalArgumentException e) {
      throw refusal(e);
    }
    throw refusal(null);
  }

  /** Without the value: it may hold a password. */
  private static HubRefusalException refusal(IllegalArgumentException cause) {
    return new HubRefusalException(
        "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is no address such as http://proxy.example:3128;"
            + " Winnow gives proxies no user and password",
        cause);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request fails, and says so.
  }
}
