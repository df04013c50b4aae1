package io.winnow.testing.crowd;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Has a crowd annotate sentences whose truth is known. Errors are made on entities, not on words,
 * and are not independent: an entity that is hard is hard for all, a tempting word tempts all, and
 * where a type or a boundary is wrong, mostly all are wrong alike. Everything is drawn from the
 * seed.
 */
public final class SimulatedCrowd {

  /** How much it spreads over entities how hard they are to see, in logits. */
  private static final double DIFFICULTY = 1.5;

  /** How much it spreads over entities how hard their type and their boundaries are, in logits. */
  private static final double DOUBT = 1.5;

  /** Of those who get an entity wrong, how many get it wrong in the same way. */
  private static final double WRONG_ALIKE = 0.8;

  /** How many of the words with a capital look like an entity of some type. */
  private static final double TEMPTING = 0.3;

  private final Crowd crowd;
  private final List<String> types;
  private final int annotatorsPerSentence;
  private final Mistakes mistakes;
  private final SplittableRandom random;

  /**
   * @param types the entity types that may be taken for each other
   * @param annotatorsPerSentence how many are asked of each sentence, at most the crowd
   */
  public SimulatedCrowd(Crowd crowd, List<String> types, int annotatorsPerSentence, long seed) {
    this(crowd, types, annotatorsPerSentence, Mistakes.SHARED, seed);
  }

  public SimulatedCrowd(
      Crowd crowd, List<String> types, int annotatorsPerSentence, Mistakes mistakes, long seed) {
    this.mistakes = mistakes;
    this.crowd = crowd;
    this.types = List.copyOf(types);
    this.annotatorsPerSentence = annotatorsPerSentence;
    this.random = new SplittableRandom(seed);
  }

  public List<AnnotatedSentence> annotate(List<GoldSentence> sentences) {
    return sentences.stream().map(this::annotate).toList();
  }

  public AnnotatedSentence annotate(GoldSentence gold) {
    Difficulties difficulties = difficulties(gold);
    List<Annotation> annotations = new ArrayList<>();
    for (String annotator : asked()) {
      Difficulties own = mistakes == Mistakes.SHARED ? difficulties : difficulties(gold);
      List<EntitySpan> spans = answer(gold, crowd.profiles().get(annotator), own);
      annotations.add(new Annotation(gold.id(), annotator, AnnotationStatus.DONE, spans));
    }
    return new AnnotatedSentence(gold.id(), gold.words(), annotations);
  }

  /**
   * What all annotators of a sentence share.
   *
   * @param unseen by gold span: how much harder than average it is to see, in logits
   * @param typeDoubts by gold span: the same of its type
   * @param boundaryDoubts by gold span: the same of its boundaries
   * @param mistakes by gold span: what it is taken for by who takes it for another
   * @param slips by gold span: the side on which its boundary is doubtful, and in which direction
   * @param temptations by word: whether it looks like an entity, and of which type
   */
  private record Difficulties(
      double[] unseen,
      double[] typeDoubts,
      double[] boundaryDoubts,
      int[] mistakes,
      int[] slips,
      int[] temptations) {}

  private Difficulties difficulties(GoldSentence gold) {
    int spans = gold.spans().size();
    double[] unseen = new double[spans];
    double[] typeDoubts = new double[spans];
    double[] boundaryDoubts = new double[spans];
    int[] mistakes = new int[spans];
    int[] slips = new int[spans];
    for (int i = 0; i < spans; i++) {
      unseen[i] = DIFFICULTY * normal();
      typeDoubts[i] = DOUBT * normal();
      boundaryDoubts[i] = DOUBT * normal();
      mistakes[i] = anotherType(types.indexOf(gold.spans().get(i).type()));
      slips[i] = random.nextInt(4);
    }
    int[] temptations = new int[gold.words().size()];
    for (int word = 0; word < temptations.length; word++) {
      boolean capital = Character.isUpperCase(gold.words().get(word).codePointAt(0));
      double tempting = capital ? TEMPTING : TEMPTING / 30;
      temptations[word] = random.nextDouble() < tempting ? random.nextInt(types.size()) : -1;
    }
    return new Difficulties(unseen, typeDoubts, boundaryDoubts, mistakes, slips, temptations);
  }

  private List<EntitySpan> answer(
      GoldSentence gold, ErrorProfile profile, Difficulties difficulties) {
    List<EntitySpan> said = new ArrayList<>();
    if (random.nextDouble() < profile.blank()) {
      return said;
    }
    for (int i = 0; i < gold.spans().size(); i++) {
      if (!said.isEmpty() && random.nextDouble() < profile.stop()) {
        return said;
      }
      if (random.nextDouble() < 1 - likelier(1 - profile.recall(), difficulties.unseen[i])) {
        addIfFree(said, mistaken(gold, i, profile, difficulties));
      }
    }
    for (int word = 0; word < gold.words().size(); word++) {
      int tempting = difficulties.temptations[word];
      // Only a part of the words tempts, so those that do must tempt more.
      if (tempting >= 0 && random.nextDouble() < profile.invention() / TEMPTING) {
        addIfFree(said, new EntitySpan(word, word + 1, types.get(tempting)));
      } else if (random.nextDouble() < profile.random()) {
        String type = types.get(random.nextInt(types.size()));
        addIfFree(said, new EntitySpan(word, word + 1, type));
      }
    }
    return said;
  }

  private EntitySpan mistaken(
      GoldSentence gold, int index, ErrorProfile profile, Difficulties difficulties) {
    EntitySpan span = gold.spans().get(index);
    String type = span.type();
    if (random.nextDouble() < likelier(profile.type(), difficulties.typeDoubts[index])) {
      int known = types.indexOf(type);
      boolean alike = random.nextDouble() < WRONG_ALIKE;
      type = types.get(alike ? difficulties.mistakes[index] : anotherType(known));
    }
    int start = span.startWord();
    int end = span.endWord();
    if (random.nextDouble() < likelier(profile.boundary(), difficulties.boundaryDoubts[index])) {
      boolean alike = random.nextDouble() < WRONG_ALIKE;
      switch (alike ? difficulties.slips[index] : random.nextInt(4)) {
        case 0 -> start = Math.min(start + 1, end - 1);
        case 1 -> end = Math.max(end - 1, start + 1);
        case 2 -> start = Math.max(start - 1, 0);
        default -> end = Math.min(end + 1, gold.words().size());
      }
    }
    return new EntitySpan(start, end, type);
  }

  /** Next to it in the list, mostly: types are confused in pairs, as ORG and LOC are. */
  private int anotherType(int type) {
    if (types.size() == 1) {
      return type;
    }
    if (random.nextDouble() < WRONG_ALIKE) {
      int partner = type ^ 1;
      return partner < types.size() ? partner : 0;
    }
    return (type + 1 + random.nextInt(types.size() - 1)) % types.size();
  }

  private static void addIfFree(List<EntitySpan> said, EntitySpan span) {
    if (said.stream().noneMatch(span::overlaps)) {
      said.add(span);
    }
  }

  /** Drawn without replacement, each by its share. */
  private List<String> asked() {
    Map<String, Double> shares = crowd.shares();
    List<Map.Entry<String, Double>> keys = new ArrayList<>();
    // Efraimidis and Spirakis 2006: the least of -ln(u)/weight are such a sample.
    shares.forEach(
        (name, share) -> keys.add(Map.entry(name, -Math.log(1 - random.nextDouble()) / share)));
    return keys.stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(annotatorsPerSentence)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double likelier(double share, double logits) {
    if (share >= 1 || share <= 0) {
      return share;
    }
    return 1 / (1 + (1 - share) / share * Math.exp(-logits));
  }

  private double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
