package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.spans.SpanElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The regions in an annotation of Label Studio's JSON. Choices, ratings, texts and relations are
 * results too: they are passed over, unless they are all that is said of a place. If there is
 * nothing else, the sentence has no entity, and that is said.
 */
final class ResultRegions {

  /** Types of results that may be about the whole text. */
  private static final Set<String> PLACELESS =
      Set.of(
          "choices",
          "rating",
          "textarea",
          "taxonomy",
          "number",
          "datetime",
          "pairwise",
          "ranker",
          "relation");

  private ResultRegions() {}

  /**
   * @param unused gets the types of results that were passed over
   * @throws BadRecordException if a result has a place or a type, and is not understood
   */
  static List<Region> of(JsonNode results, RegionReader reader, Set<String> unused) {
    return RegionReader.understood(() -> regions(results, reader, unused));
  }

  private static List<Region> regions(JsonNode results, RegionReader reader, Set<String> unused) {
    List<Region> regions = new ArrayList<>();
    Set<String> places = new HashSet<>();
    Map<String, JsonNode> others = new LinkedHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      JsonNode result = results.get(i);
      String name = "result %d".formatted(i + 1);
      if (!isPlaceless(result) && SpanElement.isTyped(result)) {
        Region region = reader.region(result, name);
        regions.add(region);
        places.add(region.toString());
      } else {
        others.put(name, result);
      }
    }
    others.forEach(
        (name, other) -> {
          boolean isOfRegion =
              SpanElement.isPlaced(other) && places.contains(reader.place(other, name).toString());
          if (!isOfRegion && (SpanElement.isPlaced(other) || !isPlaceless(other))) {
            // Says what it lacks.
            reader.region(other, name);
          }
          unused.add(
              "results of type %s%s"
                  .formatted(
                      other.path("type").asText("none"),
                      regions.isEmpty() ? " alone, taken as no entity" : ""));
        });
    return regions;
  }

  private static boolean isPlaceless(JsonNode result) {
    return PLACELESS.contains(result.path("type").asText());
  }
}
