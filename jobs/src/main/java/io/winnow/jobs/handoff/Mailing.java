package io.winnow.jobs.handoff;

import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A round's work with the checks in their places, everything under an alias; notes what is what.
 */
final class Mailing implements Iterator<OutboundSentence> {

  private final Iterator<OutboundSentence> work;
  private final Map<Integer, Check> checks;
  private final Aliases aliases;
  private final int round;
  private final int batchSize;
  private final List<SentRecord> sent = new ArrayList<>();

  /**
   * @param work under sentence ids
   * @param checks by place among all rows, from 0
   */
  Mailing(
      Iterator<OutboundSentence> work,
      Map<Integer, Check> checks,
      Aliases aliases,
      int round,
      int batchSize) {
    this.work = work;
    this.checks = Map.copyOf(checks);
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
    return checks.containsKey(sent.size()) || work.hasNext();
  }

  @Override
  public OutboundSentence next() {
    Check check = checks.get(sent.size());
    if (check != null) {
      return send(check, 1);
    }
    if (!work.hasNext()) {
      throw new NoSuchElementException();
    }
    return send(new Check(work.next(), Purpose.WORK, Optional.empty()), 0);
  }

  private OutboundSentence send(Check row, int copy) {
    OutboundSentence sentence = row.sentence();
    String alias = aliases.of(sentence.recordId(), copy);
    String batch = Contract.batchId(round, sent.size() / batchSize + 1);
    sent.add(new SentRecord(alias, sentence.recordId(), batch, row.purpose(), row.expected()));
    return new OutboundSentence(
        alias, sentence.text(), sentence.words(), sentence.suggestions(), sentence.versions());
  }
}
