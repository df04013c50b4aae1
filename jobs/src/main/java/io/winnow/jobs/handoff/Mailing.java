package io.winnow.jobs.handoff;

import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.jobs.handoff.SentRecords.SentRecord;
import io.winnow.text.EntitySpan;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A round's work with the control items in their places, everything under an alias; notes what is
 * what.
 *
 * @param work under sentence ids
 * @param controls by place among all rows, from 0
 * @param sent filled with what goes out, in its order
 */
record Mailing(
    Iterator<OutboundSentence> work,
    Map<Integer, Item> controls,
    Aliases aliases,
    int batchSize,
    List<SentRecord> sent)
    implements Iterator<OutboundSentence> {

  /**
   * A sentence and why it goes out.
   *
   * @param sentence under its sentence id
   * @param expected as in {@link SentRecord}
   */
  record Item(OutboundSentence sentence, Purpose purpose, Optional<List<EntitySpan>> expected) {}

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
    return control != null
        ? send(control, 1)
        : send(new Item(work.next(), Purpose.WORK, Optional.empty()), 0);
  }

  private OutboundSentence send(Item row, int copy) {
    OutboundSentence sentence = row.sentence();
    String alias = aliases.of(sentence.recordId(), copy);
    String batch = Contract.batchId(aliases.round(), sent.size() / batchSize + 1);
    sent.add(new SentRecord(alias, sentence.recordId(), batch, row.purpose(), row.expected()));
    return new OutboundSentence(
        alias, sentence.text(), sentence.words(), sentence.suggestions(), sentence.versions());
  }
}
