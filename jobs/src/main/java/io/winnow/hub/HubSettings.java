package io.winnow.hub;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the hub is and how it is used, by the variables that the hub's own client reads
 * (huggingface.co/docs/huggingface_hub/package_reference/environment_variables).
 *
 * @param endpoint without a slash at its end
 * @param cache the folder with {@code models--ORG--NAME}
 */
public record HubSettings(
    URI endpoint,
    Optional<HubToken> token,
    Path cache,
    Reach reach,
    Patience patience,
    ProxySelector proxies) {

  /** Whether the hub may be asked. */
  public enum Reach {
    ONLINE,
    /** The cache alone is used. */
    OFFLINE
  }

  private static final String HUB = "https://huggingface.co";
  private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

  /**
   * @param environment variables; those that are empty count as not set
   * @param home the user's folder, in which the cache lies unless a variable names another
   * @throws HubRefusalException if a variable has no meaning
   */
  public static HubSettings of(Map<String, String> environment, Path home) {
    Variables set = new Variables(environment, home);
    Path hubHome =
        set.path("HF_HOME")
            .orElseGet(
                () ->
                    set.path("XDG_CACHE_HOME")
                        .orElse(home.resolve(".cache"))
                        .resolve("huggingface"));
    Path tokenFile = set.path("HF_TOKEN_PATH").orElse(hubHome.resolve("token"));
    boolean isOffline = set.flag("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE");
    return new HubSettings(
        set.endpoint(),
        set.flag("HF_HUB_DISABLE_IMPLICIT_TOKEN") ? Optional.empty() : set.token(tokenFile),
        set.path("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE").orElse(hubHome.resolve("hub")),
        isOffline ? Reach.OFFLINE : Reach.ONLINE,
        set.patience(),
        new EnvironmentProxies(environment));
  }

  HubSettings with(Patience other) {
    return new HubSettings(endpoint, token, cache, reach, other, proxies);
  }

  private record Variables(Map<String, String> environment, Path home) {

    /** The first of these that is set. */
    Optional<String> value(String... names) {
      return Stream.of(names)
          .map(environment::get)
          .filter(value -> value != null && !value.isBlank())
          .map(String::strip)
          .findFirst();
    }

    boolean flag(String... names) {
      return value(names).map(it -> it.toUpperCase(Locale.ROOT)).filter(TRUE::contains).isPresent();
    }

    /** A path, in which {@code ~} and {@code $VARIABLE} stand for what they do in a shell. */
    Optional<Path> path(String... names) {
      return value(names)
          .map(it -> VARIABLE.matcher(it).replaceAll(this::meaning))
          .map(it -> it.equals("~") || it.startsWith("~/") ? home + it.substring(1) : it)
          .map(it -> Path.of(it).toAbsolutePath());
    }

    private String meaning(MatchResult variable) {
      String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
      return Matcher.quoteReplacement(value(name).orElse(variable.group()));
    }

    URI endpoint() {
      String text = value("HF_ENDPOINT").orElse(HUB).replaceFirst("/+$", "");
      try {
        URI endpoint = URI.create(text);
        if (Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
            && endpoint.getHost() != null) {
          return endpoint;
        }
      } catch (IllegalArgumentException e) {
        throw new HubRefusalException(notAnEndpoint(text), e);
      }
      throw new HubRefusalException(notAnEndpoint(text));
    }

    private static String notAnEndpoint(String text) {
      return "HF_ENDPOINT is '%s'; it must be an address such as %s".formatted(text, HUB);
    }

    Optional<HubToken> token(Path file) {
      for (String name : new String[] {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"}) {
        Optional<String> value = value(name);
        if (value.isPresent()) {
          return Optional.of(token(value.get(), name));
        }
      }
      try {
        String text = Files.readString(file).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(token(text, file.toString()));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw new HubRefusalException(
            "Cannot read the hub's token in %s: make it readable, or set HF_TOKEN".formatted(file),
            e);
      }
    }

    /** A header takes no line ends, and a token has none. */
    private static HubToken token(String value, String origin) {
      if (!value.matches("[\\x21-\\x7e]+")) {
        throw new HubRefusalException(
            "%s holds no token: a token has neither spaces nor line ends in it".formatted(origin));
      }
      return new HubToken(value, origin);
    }

    Patience patience() {
      Patience usual = Patience.USUAL;
      return new Patience(
          seconds("HF_HUB_ETAG_TIMEOUT").orElse(usual.reply()),
          seconds("HF_HUB_DOWNLOAD_TIMEOUT").orElse(usual.stall()),
          usual.attempts(),
          usual.firstPause(),
          usual.longestPause(),
          usual.total());
    }

    private Optional<Duration> seconds(String name) {
      return value(name)
          .map(
              it -> {
                if (!it.matches("[1-9]\\d{0,5}")) {
                  throw new HubRefusalException(
                      "%s is '%s'; it must be a whole number of seconds above 0"
                          .formatted(name, it));
                }
                return Duration.ofSeconds(Long.parseLong(it));
              });
    }
  }
}
