package io.winnow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.parquet.BeyondBudgetException;
import io.winnow.contract.parquet.ParquetRows;
import io.winnow.contract.parquet.ParquetRows.Undecodable;
import io.winnow.contract.parquet.ReaderLostException;
import io.winnow.display.Excerpt;
import io.winnow.text.EntitySpan;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a return says in columns of other names. Entities, as a list of structs or of tags, or as
 * JSON in a text: a file in which no answer has one is looked through before it is believed. And
 * states, where a file has no status.
 *
 * @param reading opens the file
 * @param columns all that the file has
 * @param unused those that nobody asked for
 */
record MisplacedAnswers(Reading reading, Delivery file, List<String> columns, List<String> unused) {

  /** Opens a file once more. */
  interface Reading {
    ParquetRows open() throws IOException;
  }

  private static final String WORDS = "words";
  private static final String SUGGESTIONS = "suggestions";

  private static final int MOST_SHOWN = 100;

  /** One row says nothing. */
  private static final int SOME = 2;

  /**
   * Asks this of a file without an entity.
   *
   * @param sent to which its copies of the batch are compared
   * @throws ContractBreachException if another column has some; names the first with its row
   */
  void requireNoEntity(SentSentences sent) throws IOException {
    Set<String> names = new TreeSet<>(unused);
    names.add(WORDS);
    read(
        names,
        (number, row) ->
            names.stream()
                .filter(column -> row.hasNonNull(column) && AnswerShapes.isAnswer(row.get(column)))
                .forEach(column -> refuse(column, number, row.get(column))));
    if (!columns.contains(SUGGESTIONS)) {
      return;
    }
    read(
        Set.of(Contract.RECORD_ID, Contract.BATCH_ID, SUGGESTIONS),
        (number, row) -> {
          if (row.path(SUGGESTIONS).isArray()
              && sent.find(
                      row.path(Contract.RECORD_ID).asText(), row.path(Contract.BATCH_ID).asText())
                  .filter(it -> areOthers(row.path(SUGGESTIONS), it))
                  .isPresent()) {
            refuse(SUGGESTIONS, number, row.get(SUGGESTIONS));
          }
        });
  }

  private void refuse(String column, long row, JsonNode value) {
    throw ContractBreachException.misplaced(
        file.name(),
        "no row has an entity in 'spans' or 'tags', but column '%s' has what looks like some, first in row %d: %s"
            .formatted(Excerpt.of(column), row, shown(value)));
  }

  /** Whether there are suggestions that were not sent: somebody corrected them in their place. */
  private static boolean areOthers(JsonNode returned, SentSentence sentence) {
    Set<EntitySpan> sent = new HashSet<>(sentence.suggestions());
    for (JsonNode span : returned) {
      int start = span.path(Contract.START_WORD).asInt(-1);
      int end = span.path(Contract.END_WORD).asInt(-1);
      if (start < 0
          || end <= start
          || !sent.contains(new EntitySpan(start, end, span.path(Contract.TYPE).asText()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Asks this of a file without a status, where all rows count as done.
   *
   * @throws ContractBreachException if a column has nothing but states, and not all are done
   */
  void requireNoStatus() throws IOException {
    Set<String> states = new TreeSet<>(unused);
    Map<String, String> notDone = new TreeMap<>();
    read(
        states,
        (number, row) ->
            states.removeIf(
                column -> {
                  if (!row.hasNonNull(column)) {
                    return false;
                  }
                  WorkState state = WorkState.of(column, row.get(column));
                  if (state == WorkState.NOT_DONE) {
                    notDone.putIfAbsent(
                        column,
                        "'%s' in row %d"
                            .formatted(shown(row.get(column)).toLowerCase(Locale.ROOT), number));
                  }
                  return state == WorkState.NO_STATE;
                }));
    notDone.keySet().retainAll(states);
    if (!notDone.isEmpty()) {
      String column = notDone.keySet().iterator().next();
      throw ContractBreachException.misplaced(
          file.name(),
          "it has no column 'status', so that every row would be done, but column '%s' says %s: call it 'status', with the words done, unsure and skipped"
              .formatted(Excerpt.of(column), notDone.get(column)));
    }
  }

  /**
   * Looks for rows that nobody may have opened, in a file without a status.
   *
   * @param marked numbers of the rows that have an entity
   * @return what a column tells that has a value in all of these and in some others not, such as
   *     the time of an answer
   */
  Optional<String> untouched(BitSet marked) throws IOException {
    Set<String> filled = new TreeSet<>(unused);
    if (columns.contains(Contract.SECONDS)) {
      filled.add(Contract.SECONDS);
    }
    Map<String, Integer> empty = new TreeMap<>();
    if (!marked.isEmpty()) {
      read(
          filled,
          (number, row) ->
              filled.removeIf(
                  column -> {
                    if (row.hasNonNull(column)) {
                      return false;
                    }
                    empty.merge(column, 1, Integer::sum);
                    return marked.get(Math.toIntExact(number));
                  }));
    }
    empty.keySet().retainAll(filled);
    return empty.entrySet().stream()
        .filter(it -> it.getValue() >= SOME)
        .findFirst()
        .map(
            it ->
                "has no '%s' in %,d rows, and none of these has an entity; if nobody opened them, leave them out"
                    .formatted(Excerpt.of(it.getKey()), it.getValue()));
  }

  /** Takes a row of some columns. */
  private interface Look {
    void at(long number, JsonNode row);
  }

  /** Looks at some columns, row by row, until none is left in the set. */
  private void read(Set<String> names, Look look) throws IOException {
    if (columns.stream().noneMatch(names::contains)) {
      return;
    }
    try (ParquetRows parquet = reading.open()) {
      parquet.want(Set.copyOf(names), ReturnReader.MOST_CHARACTERS, Undecodable.REPLACED);
      long number = 0;
      for (JsonNode row = parquet.next(); row != null && !names.isEmpty(); row = parquet.next()) {
        look.at(number++, row);
      }
    } catch (ContractBreachException | BeyondBudgetException | ReaderLostException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(),
          "it is damaged in a column that is not used (%s)"
              .formatted(ContractBreachException.reason(e)),
          e);
    }
  }

  private static String shown(JsonNode value) {
    return Excerpt.of(value.isTextual() ? value.textValue() : value.toString(), MOST_SHOWN);
  }
}
