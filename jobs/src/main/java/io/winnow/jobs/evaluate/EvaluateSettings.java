package io.winnow.jobs.evaluate;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The keys {@code evaluate.*}.
 *
 * @param by columns of the hold-out set, by whose values F1 is shown
 */
@Section("evaluate")
public record EvaluateSettings(List<String> by) {

  public static final EvaluateSettings NONE = new EvaluateSettings(List.of());

  public EvaluateSettings {
    by = List.copyOf(by);
    Validation validation = Validation.of(EvaluateSettings.class);
    Set<String> names = new HashSet<>();
    for (String name : by) {
      validation
          .require(!name.isBlank(), "by", "has a blank name")
          .require(
              names.add(name.toLowerCase(Locale.ROOT)), "by", "names %s twice".formatted(name));
    }
    validation.done();
  }
}
