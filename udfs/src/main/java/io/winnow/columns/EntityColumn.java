package io.winnow.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the tags of entities. */
record EntityColumn(Sample sample, ColumnQuery query) {

  /** Words of so few lines may all look like tags. */
  private static final int FEW = 20;

  /**
   * @param word the column of the words, if it was asked for
   * @return empty if there are words alone
   * @throws LayoutException if there are several, or none among several columns
   */
  Optional<ColumnProfile> among(List<ColumnProfile> columns, Optional<Place> word) {
    List<ColumnProfile> all = new ArrayList<>(columns);
    all.addAll(keys(columns));
    all.removeIf(it -> word.filter(place -> place.column() == it.place().column()).isPresent());
    List<ColumnProfile> entities = of(ColumnKind.ENTITIES, all);
    if (entities.size() > 1) {
      throw new LayoutException(
          0,
          "columns %s both hold entity tags; %s=%s decides",
          shown(entities, " and "),
          query.tagKey(),
          entities.stream().map(it -> it.place().number()).collect(Collectors.joining(" or ")));
    }
    if (entities.size() == 1) {
      return Optional.of(entities.get(0));
    }
    List<ColumnProfile> outside = of(ColumnKind.OUTSIDE, all);
    if (!outside.isEmpty() && all.size() > 1) {
      return Optional.of(outside.get(outside.size() - 1));
    }
    if (sample.shape().columns() == 1) {
      requireWordsAlone(columns.get(0));
      return Optional.empty();
    }
    throw noTag(all);
  }

  private LayoutException noTag(List<ColumnProfile> all) {
    for (ColumnProfile column : all) {
      if (column.kind() == ColumnKind.TYPES || column.kind() == ColumnKind.BARE) {
        return notTold(column, sample);
      }
    }
    return new LayoutException(
        0,
        "no column holds entity tags: %s. %s names the column; %s=none reads the words alone",
        all.stream().map(ColumnProfile::described).collect(Collectors.joining(", ")),
        query.tagKey(),
        query.tagKey());
  }

  /** A column that was asked for must hold tags, at least mostly. */
  static void requireTags(ColumnProfile column, Sample sample) {
    if (column.kind() == ColumnKind.TYPES || column.kind() == ColumnKind.BARE) {
      throw notTold(column, sample);
    }
    if (column.kind().compareTo(ColumnKind.OUTSIDE) < 0) {
      throw new LayoutException(0, "column %s holds no tags but %s", column, column.kind());
    }
  }

  private static LayoutException notTold(ColumnProfile column, Sample sample) {
    for (List<Row> sentence : sample.sentences()) {
      for (Row row : sentence) {
        String value = column.place().in(row.cells());
        if (!ColumnProfile.isTag(value, column.style())) {
          return new LayoutException(
              row.line(),
              "'%s' is no tag: O or one of B- I- M- L- E- U- S- W- and a type. If it is a type"
                  + " without a prefix, name the types in labels.types or labels.map",
              Row.shown(value));
        }
      }
    }
    throw new IllegalStateException("Every value is a tag");
  }

  private static void requireWordsAlone(ColumnProfile only) {
    if (only.kind() == ColumnKind.ENTITIES && only.rows() >= FEW) {
      throw new LayoutException(
          0, "its only column holds tags, such as '%s', and no words", only.example());
    }
    Oddities.gluedTag(only)
        .ifPresent(
            glued -> {
              throw new LayoutException(
                  0,
                  "its lines have one column, but most end in a tag, such as '%s'; columns are"
                      + " parted by tabs or spaces",
                  Row.shown(glued));
            });
  }

  /** What {@code key=value} has in columns of features, if it is tags. */
  private List<ColumnProfile> keys(List<ColumnProfile> columns) {
    return columns.stream()
        .filter(it -> it.kind() == ColumnKind.FEATURES)
        .flatMap(it -> Oddities.keys(it).stream().map(key -> profile(it.place().of(key))))
        .filter(it -> it.kind() == ColumnKind.ENTITIES)
        .toList();
  }

  private ColumnProfile profile(Place place) {
    return ColumnProfile.of(place, sample.values(place), query);
  }

  private static List<ColumnProfile> of(ColumnKind kind, List<ColumnProfile> columns) {
    return columns.stream().filter(it -> it.kind() == kind).toList();
  }

  private static String shown(List<ColumnProfile> columns, String between) {
    return columns.stream().map(ColumnProfile::toString).collect(Collectors.joining(between));
  }
}
