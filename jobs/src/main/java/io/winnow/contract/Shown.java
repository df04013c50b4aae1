package io.winnow.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an annotator sees beside a sentence, only to understand it: nothing of it is labelled.
 *
 * @param before the sentences before it in its document, in reading order
 * @param after those after it, likewise
 * @param metadata what is known of the sentence, by name, in the order of the names that were asked
 *     for; a value may be null
 */
public record Shown(List<String> before, List<String> after, Map<String, String> metadata) {

  public static final Shown NOTHING = new Shown(List.of(), List.of(), Map.of());

  public Shown {
    before = List.copyOf(before);
    after = List.copyOf(after);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** One text for each column of a batch, such as {@code lang: de; year: 2020}: for other tools. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(Contract.CONTEXT_BEFORE, String.join("\n", before));
    texts.put(Contract.CONTEXT_AFTER, String.join("\n", after));
    texts.put(
        Contract.METADATA,
        metadata.entrySet().stream()
            .filter(field -> field.getValue() != null)
            .map(field -> field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining("; ")));
    return texts;
  }
}
