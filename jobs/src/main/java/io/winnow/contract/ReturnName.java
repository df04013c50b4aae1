package io.winnow.contract;

import java.util.List;
import java.util.Optional;

/** Names of files in a vendor's manifest: a vendor's word must never lead out of the inbox. */
final class ReturnName {

  private ReturnName() {}

  /**
   * What is wrong with a name; empty if it leads to a place below its folder on every file system.
   * Names are taken literally: {@code %2e} is no dot.
   */
  static Optional<String> objection(String name) {
    if (name == null || name.isEmpty()) {
      return Optional.of("is empty");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("holds a control character");
    }
    if (name.contains("\\")) {
      return Optional.of("holds a backslash");
    }
    if (name.contains(":")) {
      return Optional.of("is a URI or names a drive");
    }
    if (name.startsWith("/")) {
      return Optional.of("is an absolute path");
    }
    return List.of(name.split("/", -1)).stream()
        .map(ReturnName::partObjection)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> partObjection(String part) {
    if (part.isBlank()) {
      return Optional.of("has an empty part");
    }
    if (part.strip().equals(".") || part.strip().equals("..")) {
      return Optional.of("leads out of its folder");
    }
    if (part.startsWith("_") || part.startsWith(".")) {
      return Optional.of("has a part that begins with '_' or '.', which is never read");
    }
    return Optional.empty();
  }
}
