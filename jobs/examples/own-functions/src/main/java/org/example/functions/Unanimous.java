package org.example.functions;

import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;

/** Keeps the spans that every annotator of a sentence marked, and no others. */
public final class Unanimous implements Adjudicator {

  @Override
  public String name() {
    return "unanimous";
  }

  /** All annotators count alike, so that weak ones are better not heard. */
  @Override
  public boolean weighsAnnotators() {
    return false;
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    return Adjudication.ofSpans(judgements, sentence -> markedByAll(judgements, sentence));
  }

  private static List<ConfidentSpan> markedByAll(Judgements judgements, int sentence) {
    int first = judgements.firstAnnotation(sentence);
    List<EntitySpan> common = new ArrayList<>(judgements.spans(sentence, first));
    for (int other = first + 1; other < judgements.firstAnnotation(sentence + 1); other++) {
      common.retainAll(judgements.spans(sentence, other));
    }
    return common.stream().map(span -> new ConfidentSpan(span, 1)).toList();
  }
}
