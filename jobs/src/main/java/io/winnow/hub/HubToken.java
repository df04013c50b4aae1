package io.winnow.hub;

/**
 * What the hub knows a user by. Not shown where it is printed.
 *
 * @param origin what messages call it, such as {@code HF_TOKEN}
 */
record HubToken(String value, String origin) {

  @Override
  public String toString() {
    return "the token of " + origin;
  }
}
