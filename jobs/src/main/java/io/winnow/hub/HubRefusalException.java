package io.winnow.hub;

/** What was asked of the hub can't be had so; another try fails too until somebody changes it. */
public final class HubRefusalException extends RuntimeException {

  HubRefusalException(String message) {
    super(message);
  }

  HubRefusalException(String message, Throwable cause) {
    super(message, cause);
  }
}
