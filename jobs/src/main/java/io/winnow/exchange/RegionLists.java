package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.spans.FoundSpans;
import io.winnow.spans.SpanFinder;
import io.winnow.spans.SpanList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The regions of a record, whatever the field that holds them is called. What could hold regions
 * and is not understood is an error as long as no others were found.
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
  private final FoundSpans found;
  private final RegionReader reader;

  private RegionLists(JsonNode record, Names names) {
    this.names = names;
    this.found = names.finder().in(record);
    this.reader = RegionReader.of(record);
  }

  /**
   * The fields that a tool's records have.
   *
   * @param regions where the tool writes regions
   * @param known never hold regions, and are what every record has
   * @param others never hold regions, though they may hold what annotators did
   */
  record Names(Set<String> regions, Set<String> known, Set<String> others) {

    private SpanFinder finder() {
      return new SpanFinder(
          regions,
          Set.of(),
          field -> known.contains(field) || others.contains(field) || States.has(field));
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
    for (String field : names.regions) {
      if (!record.path(field).isObject()) {
        Fields.list(record, field);
      }
    }
    Found found = RegionReader.understood(() -> new RegionLists(record, names).read());
    names.others.stream()
        .filter(field -> record.hasNonNull(field) && !isEmpty(record.get(field)))
        .forEach(found.unused::add);
    return found;
  }

  private Found read() {
    String from = null;
    List<Region> regions = List.of();
    for (SpanList list : found.lists()) {
      List<Region> read = reader.list(list);
      if (from != null && !read.isEmpty() && !bare(read).equals(bare(regions))) {
        throw new BadRecordException(
            Fault.TWO_LISTS,
            "its '%s' and its '%s' hold different regions: leave one of them out",
            from,
            list.path());
      }
      if (from == null && !read.isEmpty()) {
        from = list.path();
        regions = read;
      }
    }
    requireTyped(regions);
    Set<String> suspects = suspects();
    if (regions.isEmpty() && !suspects.isEmpty()) {
      throw new BadRecordException(
          Fault.REGION,
          "no span of it can be read, although %s may hold some",
          suspects.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
    }
    return new Found(!found.lists().isEmpty(), regions, unused());
  }

  private static Set<Region> bare(List<Region> regions) {
    return regions.stream().map(Region::bare).collect(Collectors.toSet());
  }

  /** A place without a type is another answer on a region that has one, or not understood. */
  private void requireTyped(List<Region> regions) {
    Set<String> places = new HashSet<>();
    regions.forEach(region -> places.add(region.toString()));
    for (SpanList list : found.placed()) {
      for (int i = 0; i < list.elements().size(); i++) {
        JsonNode one = list.elements().get(i);
        if (!places.contains(reader.place(one, list.name(i)).toString())) {
          // Says what is wrong with it, if it has a type.
          throw new BadRecordException(
              Fault.REGION,
              "its '%s' has a region %s, which is not where this tool writes them",
              list.path(),
              reader.region(one, list.name(i)));
        }
      }
    }
  }

  private Set<String> suspects() {
    Set<String> suspects = new TreeSet<>(found.doubtful());
    found
        .passed()
        .forEach(
            (path, value) -> {
              boolean isWithinOther =
                  path.contains(".")
                      && OTHER_ANSWERS.contains(path.substring(path.lastIndexOf('.') + 1));
              if (!isWithinOther && mayHoldRegions(value)) {
                suspects.add(path);
              }
            });
    return suspects;
  }

  private static boolean mayHoldRegions(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue().strip();
      return text.startsWith("[") && text.endsWith("]")
          || text.startsWith("{") && text.endsWith("}");
    }
    if (value.isObject()) {
      return !value.isEmpty() && !isOtherAnswer(value);
    }
    return any(
        value,
        one ->
            one.isContainerNode() && !one.isEmpty() && !isOtherAnswer(one)
                || one.isTextual() && TAG.matcher(one.textValue()).matches());
  }

  private static boolean isOtherAnswer(JsonNode value) {
    return !value.isEmpty()
        && value.properties().stream().allMatch(one -> OTHER_ANSWERS.contains(one.getKey()));
  }

  private static boolean any(JsonNode list, Predicate<JsonNode> test) {
    for (JsonNode one : list) {
      if (test.test(one)) {
        return true;
      }
    }
    return false;
  }

  /** The outermost fields of which nothing was used. */
  private Set<String> unused() {
    Set<String> unused = new TreeSet<>();
    found.placed().forEach(list -> unused.add(list.path()));
    found
        .passed()
        .forEach(
            (path, value) -> {
              boolean isUsed =
                  found.lists().stream().anyMatch(it -> FoundSpans.isIn(it.path(), path));
              boolean isNamed = unused.stream().anyMatch(it -> FoundSpans.isIn(path, it));
              if (!isUsed && !isNamed && !isEmpty(value)) {
                unused.add(path);
              }
            });
    return unused;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
  }
}
