package io.winnow.annotation;

import io.winnow.annotation.MajorityVote.Unit;

/**
 * Takes the adjudicator that suits the crowd:
 *
 * <ul>
 *   <li>with one annotator, or without sentences, {@code majority}: there is nothing to settle;
 *   <li>from {@value #MANY} annotators on, {@code bsc}: it learns most of everyone, and needs many
 *       of them, since it takes what all of a few do not see for what is hard to see;
 *   <li>with up to {@value #FEW} who answer three times or more a sentence, {@code
 *       majority-tokens}: so few err alike often enough that a model of each takes common errors
 *       for the truth;
 *   <li>else {@code dawid-skene}; also where rules stand in for people, which no vote may count.
 * </ul>
 *
 * The numbers are from crowds of 3 to 46 people simulated with the errors of real workers.
 */
record ByCrowd() implements Adjudicator {

  private static final int MANY = 20;
  private static final int FEW = 5;
  private static final double ENOUGH_ANSWERS = 2.5;

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public Adjudicator chosenFor(Judgements people, Judgements everyone) {
    boolean areRulesAmong = everyone.annotators() > people.annotators();
    if (people.annotators() >= MANY) {
      return new BayesianSequence(AnnotatorModel.SEQUENTIAL);
    }
    if (areRulesAmong) {
      return new DawidSkene();
    }
    if (people.annotators() <= 1) {
      return new MajorityVote(Unit.SPANS, TieRule.KEEP);
    }
    return people.annotators() <= FEW && people.answersPerSentence() >= ENOUGH_ANSWERS
        ? new MajorityVote(Unit.TOKENS, TieRule.KEEP)
        : new DawidSkene();
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    return chosenFor(judgements, judgements).adjudicate(judgements);
  }
}
