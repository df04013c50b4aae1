package io.winnow.jobs.labels;

import io.winnow.jobs.labels.Decisions.Settlement;

/** Something that a person decides about labels. */
public sealed interface Decision {

  Decisions applyTo(Decisions before);

  /** One line for the log. */
  String said();

  /** Something about an annotator, as the vendor names them. */
  sealed interface OfAnnotator extends Decision {

    String annotator();
  }

  /** An annotator's answers shall not count. */
  record Exclude(String annotator) implements OfAnnotator {
    @Override
    public Decisions applyTo(Decisions before) {
      return before.without(annotator);
    }

    @Override
    public String said() {
      return "annotator %s is excluded".formatted(annotator);
    }
  }

  /** An excluded annotator's answers shall count again. */
  record Include(String annotator) implements OfAnnotator {
    @Override
    public Decisions applyTo(Decisions before) {
      return before.with(annotator);
    }

    @Override
    public String said() {
      return "annotator %s counts".formatted(annotator);
    }
  }

  /** A sentence's label, whatever annotators say. */
  record Settle(String sentence, Settlement settlement) implements Decision {
    @Override
    public Decisions applyTo(Decisions before) {
      return before.settling(sentence, settlement);
    }

    @Override
    public String said() {
      return "sentence %s is settled by %s".formatted(sentence, settlement.by());
    }
  }
}
