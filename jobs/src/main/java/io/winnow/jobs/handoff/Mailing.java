package io.winnow.jobs.handoff;

import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.jobs.handoff.SentRecords.SentRecord;
import io.winnow.redaction.Redaction;
import io.winnow.text.EntitySpan;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A round's work with the control items in their places, everything through the gate and under an
 * alias; notes what is what.
 *
 * @param work under sentence ids
 * @param controls by place among all rows, from 0; all may pass the gate, as may the work
 * @param sent filled with what goes out, in its order
 * @param redactions filled with what goes out with placeholders
 */
record Mailing(
    Iterator<OutboundSentence> work,
    Map<Integer, Item> controls,
    Aliases aliases,
    int batchSize,
    Gate gate,
    List<SentRecord> sent,
    List<SentRedactions.Sent> redactions)
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
        ? send(control)
        : send(new Item(work.next(), Purpose.WORK, Optional.empty()));
  }

  private OutboundSentence send(Item row) {
    String id = row.sentence().recordId();
    Gate.Sent passed = gate.pass(row.sentence()).sent().orElseThrow();
    OutboundSentence sentence = passed.sentence();
    Redaction redaction = passed.redaction();
    String alias = aliases.of(sent.size());
    String batch = Contract.batchId(aliases.round(), sent.size() / batchSize + 1);
    // The best that an annotator can do who sees a placeholder.
    Optional<List<EntitySpan>> expected =
        row.expected().map(spans -> redaction.original(redaction.sent(spans)));
    sent.add(new SentRecord(alias, id, batch, row.purpose(), expected));
    if (!redaction.replacements().isEmpty()) {
      redactions.add(new SentRedactions.Sent(alias, batch, id, redaction));
    }
    return new OutboundSentence(
        alias,
        sentence.text(),
        sentence.words(),
        sentence.suggestions(),
        sentence.versions(),
        sentence.replaced(),
        sentence.shown());
  }
}
