package io.winnow.jobs.handoff;

import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A round's work with the control items in their places, everything under an alias; notes what is
 * what.
 */
final class Mailing implements Iterator<OutboundSentence> {

  /**
   * A sentence and why it goes out.
   *
   * @param sentence under its sentence id
   * @param expected as in {@link SentRecord}
   */
  record Item(OutboundSentence sentence, Purpose purpose, Optional<List<EntitySpan>> expected) {}

  private final Iterator<OutboundSentence> work;
  private final Map<Integer, Item> controls;
  private final Aliases aliases;
  private final int round;
  private final int batchSize;
  private final List<SentRecord> sent = new ArrayList<>();

  /**
   * @param work under sentence ids
   * @param controls by place among all rows, from 0
   */
  Mailing(
      Iterator<OutboundSentence> work,
      Map<Integer, Item> controls,
      Aliases aliases,
      int round,
      int batchSize) {
    this.work = work;
    this.controls = Map.copyOf(controls);
    this.aliases = aliases;
    this.round = round;
    this.batchSize = batchSize;
  }

  /** What has gone out so far, in its order. */
  List<SentRecord> sent() {
    return List.copyOf(sent);
  }

  /** How many went out for that purpose so far. */
  long count(Purpose purpose) {
    return sent.stream().filter(row -> row.purpose() == purpose).count();
  }

  @Override
  public boolean hasNext() {
    return controls.containsKey(sent.size()) || work.hasNext();
  }

  @Override
  public OutboundSentence next() {
    Item control = controls.get(sent.size());
    if (control != null) {
      return send(control, 1);
    }
    if (!work.hasNext()) {
      throw new NoSuchElementException();
    }
    return send(new Item(work.next(), Purpose.WORK, Optional.empty()), 0);
  }

  private OutboundSentence send(Item row, int copy) {
    OutboundSentence sentence = row.sentence();
    String alias = aliases.of(sentence.recordId(), copy);
    String batch = Contract.batchId(round, sent.size() / batchSize + 1);
    sent.add(new SentRecord(alias, sentence.recordId(), batch, row.purpose(), row.expected()));
    return new OutboundSentence(
        alias, sentence.text(), sentence.words(), sentence.suggestions(), sentence.versions());
  }
}
