package io.winnow.config;

import com.typesafe.config.ConfigOrigin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problems found so far, each once. */
final class Problems {

  private static final Pattern LINE = Pattern.compile("(.*): (\\d+)");

  private final Set<String> lines = new LinkedHashSet<>();

  void add(String line) {
    lines.add(line);
  }

  void add(String key, ConfigOrigin origin, String message) {
    lines.add("%s (%s): %s".formatted(key, place(origin), message));
  }

  /** As compilers write it, {@code file:line}. */
  private static String place(ConfigOrigin origin) {
    Matcher line = LINE.matcher(origin.description());
    return line.matches() ? line.group(1) + ":" + line.group(2) : origin.description();
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new ConfigurationException(List.copyOf(lines));
    }
  }
}
