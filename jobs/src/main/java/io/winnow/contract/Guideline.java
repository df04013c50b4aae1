package io.winnow.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * What annotators are told of an entity type.
 *
 * @param description what it covers; may be empty
 * @param examples such as mentions of it, or sentences that show where it ends
 */
public record Guideline(String description, List<String> examples) {

  public static final Guideline NONE = new Guideline("", List.of());

  @JsonCreator
  public Guideline {
    description = description == null ? "" : description;
    examples = examples == null ? List.of() : List.copyOf(examples);
  }

  /** A description without examples. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Guideline of(String description) {
    return new Guideline(description, List.of());
  }
}
