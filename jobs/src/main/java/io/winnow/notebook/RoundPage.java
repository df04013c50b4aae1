package io.winnow.notebook;

import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.selection.Modifiers;
import io.winnow.selection.QueryStrategy;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;
import scala.collection.Seq;

/** What is decided before a round: by which model, how to choose, for how much. */
public record RoundPage(Notebook notebook, List<String> types) {

  static final String RUN = "yes";

  private static final String FIRST = "";
  private static final List<String> PLAIN_AND_ALL =
      List.of("", "dedupe", "dedupe + diverse(c=3) + explore(0.1)");

  /** For a form: the models, and the round that each scores the pool for; the newest first. */
  public Seq<Tuple2<Object, String>> modelOptions() {
    List<Integer> trained = notebook.trainedRounds();
    List<String> values = new ArrayList<>(trained.stream().map(String::valueOf).toList());
    values.add(FIRST);
    return Forms.options(
        values,
        value ->
            value.isEmpty()
                ? "no model: round 0, at random"
                : "model of round %s, for round %d".formatted(value, Integer.parseInt(value) + 1));
  }

  /** For a form. */
  public Seq<Tuple2<Object, String>> functionOptions() {
    List<String> names = new ArrayList<>(AcquisitionFunctions.onePassNames());
    names.add(QueryStrategy.RANDOM);
    return Forms.options(names, name -> name);
  }

  /** For a form: nothing, some that go well together, then each modifier by itself. */
  public Seq<Tuple2<Object, String>> modifierOptions() {
    List<String> all = new ArrayList<>(PLAIN_AND_ALL);
    Modifiers.examples().stream().filter(one -> !all.contains(one)).forEach(all::add);
    return Forms.options(
        all, value -> value.isEmpty() ? "the least certain, without modifiers" : value);
  }

  /** For a form: whether the plan is carried out, since batches cost money. */
  public Seq<Tuple2<Object, String>> runOptions() {
    return Forms.options(
        List.of("no", RUN),
        value -> value.equals(RUN) ? "yes, for the vendor" : "no, show the existing results");
  }

  /**
   * @param model as {@link #modelOptions} names it
   * @param function as {@link #functionOptions} names it
   * @param modifiers as {@link #modifierOptions} names them, or any others
   * @param budgetWords what the round may cost
   * @throws IllegalArgumentException if the strategy can't be understood
   */
  public RoundPlan plan(Object model, Object function, Object modifiers, Object budgetWords) {
    String added = Forms.text(modifiers);
    String strategy = Forms.text(function) + (added.isEmpty() ? "" : " + " + added);
    QueryStrategy.parse(strategy);
    int budget = Forms.count("Budget in words", budgetWords);
    String trained = Forms.text(model);
    int round = trained.isEmpty() ? 0 : Forms.count("Model", trained) + 1;
    return new RoundPlan(this, round, strategy, budget);
  }
}
