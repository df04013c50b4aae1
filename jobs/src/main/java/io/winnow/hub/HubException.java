package io.winnow.hub;

/** The hub can't be reached or does not deliver what it promised; another try may succeed. */
public final class HubException extends RuntimeException {

  HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
