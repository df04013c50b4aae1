package io.winnow.bench;

import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.Speller;
import io.winnow.model.Checkpoint;
import io.winnow.sample.SampleCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Winnow end to end against others that do the same: the same weights, the same sentences, two
 * cores, each in a JVM of its own, in turns.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.PeersBench \
 *     -Dbench.args="../../shared/data/books/books-200k.txt.gz 20000 3"
 * </pre>
 */
public final class PeersBench {

  private static final int CHECKED = 200;
  private static final int WARM_UP = 600;
  private static final int TRAINING_STEPS = 60;
  private static final int LONGEST = 512;

  private PeersBench() {}

  /**
   * @param arguments a gzipped text file with a sentence a line; how many of them are read in a
   *     round; how many rounds; the contenders, with commas between (default: all)
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    Path folder = BenchFolders.temporary("winnow-peers");
    int sentences = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    Set<String> chosen = arguments.length > 3 ? Set.of(arguments[3].split(",")) : Set.of();
    race(file, sentences, rounds, chosen, folder);
  }

  private static void race(Path file, int sentences, int rounds, Set<String> chosen, Path folder)
      throws Exception {
    ModelFolder model =
        ModelFolder.of(
            Encoder.trained(
                folder.resolve("model"),
                SampleCorpus.sentences(),
                SampleCorpus.LABELS,
                TRAINING_STEPS),
            folder.resolve("exported"));
    List<Entrant> entrants =
        Entrant.all(model).stream()
            .filter(entrant -> chosen.isEmpty() || chosen.contains(entrant.name()))
            .toList();
    try (Speller speller = new Speller(model.tokenizer(), LONGEST)) {
      Books books = new Books(file, speller);
      Slice warmUp = books.write(WARM_UP, folder.resolve("warm-up"));
      Slice checked = books.write(CHECKED, folder.resolve("checked"));
      Slice all = books.write(sentences, folder.resolve("sentences"));
      try (Race race = new Race(entrants, warmUp, folder, System.out)) {
        PeerAgreement.print(race, entrants, checked, System.out);
        RaceTable table = new RaceTable(race.run(all, rounds), entrants.get(0).name());
        table.print(entrants, System.out);
        new Utilisation(flops(model, all, speller), table).print(entrants, System.out);
      }
    }
  }

  private static double flops(ModelFolder model, Slice sentences, Speller speller)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.open(model.checkpoint());
    int tags = checkpoint.labelScheme().orElseThrow().tagCount();
    return new Flops(checkpoint.size(), tags).of(sentences.lines(), speller);
  }
}
