package io.winnow.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.winnow.text.LabelScheme;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a round's selection set is handed to the vendor.
 *
 * @param version of the contract: the first that has all that the sentences and the manifest need
 * @param round counts from 0
 * @param sentencesPerBatch in every batch but the last, which has the rest; at least 1
 * @param annotatorsPerSentence how many annotators are to answer each sentence; at least 1
 * @param guidelines what each entity type means, by type; a type that is left out has none
 */
public record HandOff(
    ContractVersion version,
    int round,
    int sentencesPerBatch,
    int annotatorsPerSentence,
    LabelScheme labels,
    Map<String, Guideline> guidelines) {

  public HandOff {
    for (String type : guidelines.keySet()) {
      if (!labels.types().contains(type)) {
        throw new IllegalArgumentException(
            "Cannot hand off round %d: guidelines for '%s', which is none of the entity types %s"
                .formatted(round, type, labels.types()));
      }
    }
    Map<String, Guideline> inOrder = new LinkedHashMap<>();
    for (String type : labels.types()) {
      inOrder.put(type, guidelines.getOrDefault(type, Guideline.NONE));
    }
    guidelines = Collections.unmodifiableMap(inOrder);
  }

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
}
