package io.winnow.columns;

import io.winnow.columns.Layout.TagColumn;
import io.winnow.text.TagStyle.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out which column is what, or refuses to guess. */
final class LayoutFinder {

  /** In a file of fewer lines a word may be anything. */
  private static final int FEW = 20;

  private final ColumnQuery query;
  private final Sample sample;
  private final Optional<Place> index;
  private final List<ColumnProfile> columns;
  private final List<String> remarks = new ArrayList<>();

  private LayoutFinder(Sample whole, ColumnQuery query) {
    this.query = query;
    this.index =
        IntStream.range(0, whole.shape().columns())
            .mapToObj(whole::place)
            .filter(
                place ->
                    ColumnProfile.of(place, whole.values(place), query).kind() == ColumnKind.INDEX)
            .findFirst();
    this.sample = index.map(whole::withoutRanges).orElse(whole);
    this.columns =
        IntStream.range(0, sample.shape().columns())
            .mapToObj(column -> profile(sample.place(column)))
            .toList();
  }

  /**
   * @throws LayoutException if it can't be told
   */
  static Layout find(Sample sample, ColumnQuery query) {
    if (sample.sentences().isEmpty()) {
      return new Layout(
          sample.shape(),
          Place.of(0, ""),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          sample.header(),
          List.of());
    }
    LayoutFinder finder = new LayoutFinder(sample, query);
    Optional<ColumnProfile> tag = finder.tag();
    ColumnProfile word = finder.word(tag);
    return finder.layout(word, tag);
  }

  private Layout layout(ColumnProfile word, Optional<ColumnProfile> tag) {
    Optional<Place> count = index.filter(it -> it.column() != word.place().column());
    count.ifPresent(this::requireOneCount);
    List<Place> others =
        tag.isEmpty() || !query.tag().isAuto()
            ? List.of()
            : columns.stream()
                .filter(it -> it.kind() == ColumnKind.OUTSIDE)
                .map(ColumnProfile::place)
                .filter(it -> !it.equals(word.place()) && !it.equals(tag.get().place()))
                .toList();
    tag.ifPresent(this::remark);
    Oddities oddities = new Oddities(sample);
    oddities.requireBareWords(word.place());
    remarks.addAll(oddities.remarks(word.place()));
    return new Layout(
        sample.shape(),
        word.place(),
        tag.map(
            it ->
                new TagColumn(
                    it.place(), it.style(), it.example(), new TreeSet<>(it.types(sample)))),
        count,
        others,
        sample.header(),
        remarks);
  }

  private Optional<ColumnProfile> tag() {
    if (query.tag().isNone()) {
      return Optional.empty();
    }
    if (!query.tag().isAuto()) {
      ColumnProfile asked =
          new AskedColumn(sample).find(query.tag(), query.tagKey(), this::profile);
      EntityColumn.requireTags(asked, sample);
      return Optional.of(asked);
    }
    if (isWordAndTag() && query.word().isAuto()) {
      return Optional.of(columns.get(1));
    }
    Optional<Place> word =
        query.word().isAuto() ? Optional.empty() : Optional.of(askedWord().place());
    return new EntityColumn(sample, query).among(columns, word);
  }

  /** In two columns and a few lines a word may look like a tag, too. */
  private boolean isWordAndTag() {
    return columns.size() == 2
        && columns.get(0).rows() < FEW
        && columns.stream()
            .allMatch(it -> it.kind() == ColumnKind.ENTITIES || it.kind() == ColumnKind.OUTSIDE);
  }

  private ColumnProfile askedWord() {
    return new AskedColumn(sample).find(query.word(), query.wordKey(), this::profile);
  }

  private ColumnProfile word(Optional<ColumnProfile> tag) {
    if (!query.word().isAuto()) {
      return askedWord();
    }
    if (isWordAndTag() && tag.filter(it -> it.place().column() != 1).isEmpty()) {
      return columns.get(0);
    }
    List<ColumnProfile> others =
        columns.stream()
            .filter(it -> tag.isEmpty() || it.place().column() != tag.get().place().column())
            .toList();
    ColumnProfile word =
        sample.isOntoNotes()
            ? columns.get(Sample.ONTONOTES_WORD)
            : new WordColumn(sample, query, index).among(others);
    if (word.kind().wordlikeness() <= 1 && word.rows() >= FEW) {
      throw new LayoutException(
          0,
          "no column holds words: %s. %s names the column",
          others.stream().map(ColumnProfile::described).collect(Collectors.joining(", ")),
          query.wordKey());
    }
    return word;
  }

  private void remark(ColumnProfile tag) {
    Oddities.alikeTypes(tag.types(sample)).ifPresent(remarks::add);
    Form form = tag.style().form();
    if (form == Form.SUFFIX) {
      remarks.add("tags are read as type and place, such as '%s'".formatted(tag.example()));
    }
    if (form == Form.TYPE) {
      remarks.add(
          Layout.WARNING
              + "tags are types alone, such as '%s': entities of one type that follow each other are one"
                  .formatted(tag.example()));
    }
  }

  private void requireOneCount(Place count) {
    for (List<Row> sentence : sample.sentences()) {
      int restart = WordIndex.restart(sentence.stream().map(row -> count.in(row.cells())).toList());
      if (restart >= 0) {
        throw new LayoutException(
            sentence.get(restart).line(),
            "column %s begins to count again, but there is no empty line between the sentences",
            count);
      }
    }
  }

  private ColumnProfile profile(Place place) {
    return ColumnProfile.of(place, sample.values(place), query);
  }
}
