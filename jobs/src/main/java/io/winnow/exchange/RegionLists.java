package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the regions of a record, whatever the field that holds them is called. What could hold
 * regions and is not understood is an error as long as no others were found.
 */
final class RegionLists {

  /** Such as {@code B-PER}. */
  private static final Pattern TAG = Pattern.compile("[BILEUSM]-\\S+");

  /** What else annotators give in Label Studio, each as an object of its own. */
  private static final Set<String> OTHER_ANSWERS =
      Set.of(
          "choices",
          "rating",
          "taxonomy",
          "number",
          "datetime",
          "ranker",
          "pairwise",
          "text",
          "selected");

  private final Names names;
  private final Map<String, JsonNode> lists = new LinkedHashMap<>();
  private final Map<String, JsonNode> unlabelled = new LinkedHashMap<>();
  private final Set<String> suspects = new TreeSet<>();
  private final Set<String> unused = new TreeSet<>();

  private RegionLists(Names names) {
    this.names = names;
  }

  /**
   * The fields that a tool's records have.
   *
   * @param regions where the tool writes regions
   * @param known never hold regions, and are what every record has
   * @param others never hold regions, though they may hold what annotators did
   */
  record Names(Set<String> regions, Set<String> known, Set<String> others) {

    boolean isKnown(String field) {
      return known.contains(field) || States.has(field);
    }
  }

  /**
   * @param hasList whether any field held regions, or an empty list where the tool writes them
   * @param unused fields that were passed over
   */
  record Found(boolean hasList, List<Region> regions, Set<String> unused) {}

  /**
   * @throws BadRecordException if a region is not understood, two fields hold different regions, or
   *     none was found where there may be some
   */
  static Found in(JsonNode record, Names names) {
    RegionLists found = new RegionLists(names);
    found.look(record, "");
    return found.read();
  }

  private void look(JsonNode object, String prefix) {
    object
        .properties()
        .forEach(field -> look(field.getKey(), prefix + field.getKey(), field.getValue()));
  }

  private void look(String field, String path, JsonNode value) {
    if (value.isNull() || names.isKnown(field)) {
      return;
    }
    if (names.regions.contains(field) && !value.isObject()) {
      if (!value.isArray()) {
        throw new BadRecordException(
            Fault.FIELD, "its '%s' is %s, not a list", path, Fields.shown(value));
      }
      lists.put(path, value);
    } else if (names.others.contains(field)) {
      noteUnused(path, value);
    } else if (value.isArray() && any(value, Regions::hasPlace)) {
      (any(value, one -> Regions.hasPlace(one) && Regions.hasLabel(one)) ? lists : unlabelled)
          .put(path, value);
    } else if (value.isObject() && Regions.hasPlace(value)) {
      unlabelled.put(path, Fields.listOf(value));
    } else if (value.isObject() && !isOtherAnswer(value)) {
      noteUnused(path, value);
      look(value, path + ".");
      if (!value.isEmpty()) {
        suspects.add(path);
      }
    } else {
      noteUnused(path, value);
      if (mayHoldRegions(value)) {
        suspects.add(path);
      }
    }
  }

  private void noteUnused(String path, JsonNode value) {
    if (!value.isContainerNode() || !value.isEmpty()) {
      unused.add(path);
    }
  }

  private interface Test {
    boolean is(JsonNode node);
  }

  private static boolean any(JsonNode list, Test test) {
    for (JsonNode one : list) {
      if (test.is(one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOtherAnswer(JsonNode value) {
    return !value.isEmpty()
        && value.properties().stream().allMatch(one -> OTHER_ANSWERS.contains(one.getKey()));
  }

  private static boolean mayHoldRegions(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue().strip();
      return text.startsWith("[") && text.endsWith("]")
          || text.startsWith("{") && text.endsWith("}");
    }
    if (value.isArray()) {
      return any(
          value,
          one ->
              one.isContainerNode() && !one.isEmpty() && !isOtherAnswer(one)
                  || one.isTextual() && TAG.matcher(one.textValue()).matches());
    }
    return false;
  }

  private Found read() {
    String from = null;
    List<Region> regions = List.of();
    for (Map.Entry<String, JsonNode> list : lists.entrySet()) {
      List<Region> read = new ArrayList<>();
      list.getValue()
          .forEach(
              one -> {
                if (!Regions.isLeftOut(one)) {
                  read.add(Regions.of(one));
                }
              });
      if (read.isEmpty() && !list.getValue().isEmpty()) {
        throw new BadRecordException(
            Fault.PARTS,
            "all regions in its '%s' were rejected, which does not say what its entities are",
            list.getKey());
      }
      if (from != null && !read.isEmpty() && !bare(read).equals(bare(regions))) {
        throw new BadRecordException(
            Fault.TWO_LISTS,
            "its '%s' and its '%s' hold different regions: leave one of them out",
            from,
            list.getKey());
      }
      if (from == null && !read.isEmpty()) {
        from = list.getKey();
        regions = read;
      }
    }
    requireLabelled(regions);
    if (regions.isEmpty() && !suspects.isEmpty()) {
      throw new BadRecordException(
          Fault.REGION,
          "no span of it can be read, although %s may hold some",
          suspects.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
    }
    unused.addAll(unlabelled.keySet());
    return new Found(!lists.isEmpty(), regions, unused);
  }

  /** A place without a label is another answer on a region that has one, or not understood. */
  private void requireLabelled(List<Region> regions) {
    Set<String> places = new HashSet<>();
    regions.forEach(region -> places.add(region.toString()));
    unlabelled.forEach(
        (path, list) ->
            list.forEach(
                one -> {
                  if (!places.contains(Regions.place(one).toString())) {
                    // Says what is wrong with it, if it has a label.
                    Region region = Regions.of(one);
                    throw new BadRecordException(
                        Fault.REGION,
                        "its '%s' has a region %s, which is not where this tool writes them",
                        path,
                        region);
                  }
                }));
  }

  private static Set<Region> bare(List<Region> regions) {
    return regions.stream().map(Region::bare).collect(Collectors.toSet());
  }
}
