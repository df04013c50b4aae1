package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The regions in an annotation of Label Studio's JSON. Choices, ratings, texts and relations are
 * results too: they are passed over, unless they are all that is said of a place.
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
   * @throws BadRecordException if a result has a place or a label, and is not understood
   */
  static List<Region> of(JsonNode results, Set<String> unused) {
    List<Region> regions = new ArrayList<>();
    Set<String> places = new HashSet<>();
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode result : results) {
      JsonNode value = result.path("value");
      if (value.isMissingNode() && Regions.hasPlace(result)) {
        value = result;
      }
      if (Regions.hasLabel(value)) {
        Region region = region(value);
        regions.add(region);
        places.add(region.toString());
      } else {
        others.add(result);
      }
    }
    for (JsonNode other : others) {
      JsonNode value = other.path("value");
      boolean isOfRegion =
          Regions.hasPlace(value) && places.contains(Regions.place(value).toString());
      if (!isOfRegion && (Regions.hasPlace(value) || !isPlaceless(other))) {
        // Says what it lacks.
        Regions.of(value);
      }
      unused.add("results of type " + other.path("type").asText("none"));
    }
    return regions;
  }

  private static boolean isPlaceless(JsonNode result) {
    return PLACELESS.contains(result.path("type").asText());
  }

  private static Region region(JsonNode value) {
    if (value.path("start").isTextual() && !value.path("globalOffsets").isObject()) {
      throw new BadRecordException(
          Fault.REGION,
          "a region of it begins at '%s' of a page, not at a place of the text (it has no"
              + " globalOffsets)",
          Fields.shown(value.path("start").asText()));
    }
    return Regions.of(value);
  }
}
