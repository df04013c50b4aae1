package io.winnow.jobs.tag;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.settings.SettingsException;
import io.winnow.text.LabelScheme;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which entities are reported.
 *
 * @param types empty: all that the model knows
 * @param minConfidence in 0 to 1
 */
public record Wanted(Set<String> types, double minConfidence) {

  public Wanted {
    types = Set.copyOf(types);
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw problem("--min-confidence", "must be from 0 to 1, not " + minConfidence);
    }
  }

  /**
   * @throws SettingsException if the model knows nothing of a type
   */
  void check(LabelScheme scheme) {
    Set<String> unknown = new TreeSet<>(types);
    scheme.types().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw problem(
          "--types",
          "the model does not know %s; it knows %s"
              .formatted(String.join(", ", unknown), String.join(", ", scheme.types())));
    }
  }

  List<ConfidentSpan> of(List<ConfidentSpan> spans) {
    return spans.stream()
        .filter(found -> types.isEmpty() || types.contains(found.span().type()))
        .filter(found -> found.confidence() >= minConfidence)
        .toList();
  }

  private static SettingsException problem(String option, String message) {
    return new SettingsException(List.of(new SettingsException.Problem(option, message)));
  }
}
