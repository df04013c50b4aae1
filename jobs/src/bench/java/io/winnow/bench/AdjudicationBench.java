package io.winnow.bench;

import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.MajorityVote;
import io.winnow.annotation.TieRule;
import io.winnow.annotation.MajorityVote.Unit;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How well each adjudicator finds the truth: in what simulated crowds say of gold sentences, with
 * several seeds, and in the real judgements of the Broad Twitter Corpus. The simulated crowds err as
 * 46 real workers did; one is all of them, one to eight a sentence as they really answered, the
 * other is five of them, who all answer every sentence.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.AdjudicationBench \
 *     -Dbench.args="../../shared/data"
 * </pre>
 */
public final class AdjudicationBench {

  private static final int SEEDS = 3;

  private static final Crowd FIVE =
      Crowd.of(
          Crowd.worker("p01"),
          Crowd.worker("p02"),
          Crowd.worker("p03"),
          Crowd.worker("p12"),
          Crowd.worker("p18"));

  private AdjudicationBench() {}

  /**
   * @param arguments the folder with {@code wnut17}, {@code btc} and {@code btc_crowd}; then, to
   *     take others than all, names of adjudicators
   */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    List<Adjudicator> adjudicators = new ArrayList<>();
    for (String name : Adjudicators.names()) {
      if (arguments.length == 1 || List.of(arguments).contains(name)) {
        adjudicators.add(Adjudicators.named(name));
      }
    }
    AdjudicationTable table = new AdjudicationTable(System.out);
    table.printHead();
    for (String corpus : List.of("wnut17", "btc")) {
      Path file = data.resolve(corpus).resolve("train.conll");
      if (!Files.exists(file)) {
        System.out.println("Nothing to measure on: there is no " + file);
        continue;
      }
      List<GoldSentence> gold = GoldFile.conll(file);
      simulate(corpus, Crowd.real(), 0, gold, adjudicators, table);
      simulate(corpus + ", 5", FIVE, 5, gold, adjudicators, table);
    }
    Path crowd = data.resolve("btc_crowd");
    if (Files.exists(crowd)) {
      JudgedTweets tweets = JudgedTweets.read(crowd);
      for (Adjudicator adjudicator : adjudicators) {
        table.print("btc_crowd", adjudicator.name(), List.of(tweets.measure(adjudicator)));
      }
      // Most tweets have two judgements of a type, so that the tie rule is most of a vote.
      MajorityVote strict = new MajorityVote(Unit.SPANS, TieRule.DROP);
      table.print("btc_crowd", "majority, drop", List.of(tweets.measure(strict)));
    } else {
      System.out.println("Nothing to measure on: there is no " + crowd);
    }
  }

  private static void simulate(
      String corpus,
      Crowd crowd,
      int perSentence,
      List<GoldSentence> gold,
      List<Adjudicator> adjudicators,
      AdjudicationTable table) {
    LabelScheme scheme = GoldFile.scheme(gold);
    List<List<AnnotatedSentence>> annotated = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      annotated.add(new SimulatedCrowd(crowd, scheme.types(), perSentence, seed).annotate(gold));
    }
    table.print(
        corpus, "a worker", annotated.stream().map(a -> GoldComparison.ofWorkers(gold, a)).toList());
    for (Adjudicator adjudicator : adjudicators) {
      List<GoldComparison> outcomes = new ArrayList<>();
      for (List<AnnotatedSentence> sentences : annotated) {
        outcomes.add(GoldComparison.of(adjudicator, scheme, gold, sentences));
      }
      table.print(corpus, adjudicator.name(), outcomes);
    }
  }
}
