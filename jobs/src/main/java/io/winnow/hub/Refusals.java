package io.winnow.hub;

import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * What the hub's refusals mean, and the way out. The hub names the reason in {@code X-Error-Code};
 * without a token it answers 401 for what is not there, too.
 */
record Refusals(HubSettings settings) {

  private static final int LONGEST = 200;

  HubRefusalException of(HubName name, Optional<String> file, HttpResponse<?> response) {
    String code = response.headers().firstValue("X-Error-Code").orElse("");
    String message =
        switch (code) {
          case "GatedRepo" -> gated(name, response.statusCode());
          case "RevisionNotFound" ->
              "%s has no revision %s: give a branch, a tag or a whole commit; the usual one is main"
                  .formatted(page(name), name.revision());
          case "EntryNotFound" ->
              "%s has no file %s at revision %s"
                  .formatted(page(name), file.orElse("of that name"), name.revision());
          case "RepoNotFound" -> notFound(name);
          default -> byStatus(name, response.statusCode());
        };
    String said =
        response
            .headers()
            .firstValue("X-Error-Message")
            .map(it -> it.length() > LONGEST ? it.substring(0, LONGEST) + "..." : it)
            .map(" (the hub says: %s)"::formatted)
            .orElse("");
    return new HubRefusalException(message + said);
  }

  private String byStatus(HubName name, int status) {
    return switch (status) {
      case 401 ->
          settings.token().isPresent()
              ? "%s does not accept %s: make a new one at %s/settings/tokens"
                  .formatted(
                      settings.endpoint(), settings.token().orElseThrow(), settings.endpoint())
              : notFound(name);
      case 403 ->
          "%s may not be read with %s: give it read access to the model, or ask its owner"
              .formatted(
                  page(name),
                  settings
                      .token()
                      .map(HubToken::toString)
                      .orElse("no token (HF_TOKEN is not set)"));
      case 404 -> notFound(name);
      default ->
          "%s answers %d; check HF_ENDPOINT and the model's name".formatted(page(name), status);
    };
  }

  private String gated(HubName name, int status) {
    return status == 401 || settings.token().isEmpty()
        ? "%s is gated: sign in there, accept its terms, and set HF_TOKEN to a token of that account"
            .formatted(page(name))
        : "%s is gated, and the account of %s has no access: ask for it there"
            .formatted(page(name), settings.token().orElseThrow().origin());
  }

  private String notFound(HubName name) {
    return "There is no model %s on %s, or it is private: check the name; %s"
        .formatted(
            name.repository(),
            settings.endpoint(),
            settings
                .token()
                .map(it -> "for a private one, use another token than that of " + it.origin())
                .orElse("for a private one, set HF_TOKEN"));
  }

  private String page(HubName name) {
    return settings.endpoint() + "/" + name.repository();
  }
}
