package io.winnow.annotation;

import io.winnow.annotation.MajorityVote.Unit;

/**
 * Takes the adjudicator that suits the crowd:
 *
 * <ul>
 *   <li>with one annotator {@code majority}: there is nothing to settle;
 *   <li>with up to {@value #FEW}, or with fewer than {@value #LITTLE} answers from each on average,
 *       {@code majority-tokens}: a model of each annotator has too little to learn from, or takes
 *       errors that so few make alike for the truth;
 *   <li>from {@value #MANY} annotators on {@code bsc}, which learns most of everyone;
 *   <li>else {@code dawid-skene}; also where rules stand in for people, which no vote may count.
 * </ul>
 *
 * The numbers are from crowds of 2 to 46 people simulated with the errors of real workers.
 *
 * @param ties of the votes
 */
record ByCrowd(TieRule ties) implements Adjudicator {

  private static final int FEW = 5;
  private static final int MANY = 20;
  private static final int LITTLE = 50;

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public Adjudicator withTies(TieRule other) {
    return new ByCrowd(other);
  }

  @Override
  public Adjudicator chosenFor(Judgements people, Judgements everyone) {
    boolean areRulesAmong = everyone.annotators() > people.annotators();
    if (people.annotators() <= 1 && !areRulesAmong) {
      return new MajorityVote(Unit.SPANS, ties);
    }
    int answers = people.firstAnnotation(people.sentences());
    boolean isEnough = answers >= LITTLE * people.annotators();
    if (people.annotators() >= MANY && isEnough) {
      return new BayesianSequence(AnnotatorModel.SEQUENTIAL);
    }
    return areRulesAmong || people.annotators() > FEW && isEnough
        ? new DawidSkene()
        : new MajorityVote(Unit.TOKENS, ties);
  }

  @Override
  public Adjudication adjudicate(Judgements judgements) {
    return chosenFor(judgements, judgements).adjudicate(judgements);
  }
}
