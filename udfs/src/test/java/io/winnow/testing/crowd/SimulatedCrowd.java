package io.winnow.testing.crowd;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.testing.crowd.CrowdErrors.Kind;
import io.winnow.testing.crowd.CrowdErrors.Shape;
import io.winnow.testing.crowd.CrowdErrors.Slip;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Has a crowd annotate sentences whose truth is known, with the errors of {@link CrowdErrors}. They
 * are made on entities, not on words, and are not independent: an entity that is hard is hard for
 * all, and mostly taken for the same wrong thing; and who marks a word that is no entity marks it
 * again. Everything is drawn from the seed.
 */
public final class SimulatedCrowd {

  /** How much difficulties spread over entities, in logits: fitted to how many nobody gets. */
  private static final double SPREAD = 3;

  /** Of those who get an entity wrong, how many get it wrong in the same way. */
  private static final double WRONG_ALIKE = 0.7;

  /** How much of a difficulty is the same for all occurrences of a form. */
  private static final double BY_FORM = 0.8;

  /** Few words tempt many. */
  private static final double TEMPTING = 0.1;

  /** How much of what is invented is a habit of one annotator with a word form. */
  private static final double HABIT = 0.8;

  /** How often a habit is followed. */
  private static final double FOLLOWED = 0.7;

  /** Entities in a newswire sentence that has some: 1, 2, 3, 4. */
  private static final double[] ENTITIES = {0.42, 0.27, 0.15, 0.16};

  /** Of the kinds, about as newswire has them. */
  private static final double[] KINDS = {0.28, 0.3, 0.27, 0.15};

  private final Crowd crowd;
  private final List<String> types;
  private final int[] kinds;
  private final int perSentence;
  private final Mistakes mistakes;
  private final SplittableRandom random;
  private final long habits;

  /**
   * @param types the entity types that may be taken for each other
   * @param perSentence how many are asked of each sentence, at most the crowd; 0: as many as really
   *     were, one to eight
   */
  public SimulatedCrowd(Crowd crowd, List<String> types, int perSentence, long seed) {
    this(crowd, types, perSentence, Mistakes.SHARED, seed);
  }

  public SimulatedCrowd(
      Crowd crowd, List<String> types, int perSentence, Mistakes mistakes, long seed) {
    this.crowd = crowd;
    this.types = List.copyOf(types);
    this.kinds = IntStream.range(0, types.size()).map(i -> kind(types.get(i), i)).toArray();
    this.perSentence = perSentence;
    this.mistakes = mistakes;
    this.random = new SplittableRandom(seed);
    this.habits = random.nextLong();
  }

  private static int kind(String type, int index) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "per", "person" -> Kind.PER.ordinal();
      case "loc", "location" -> Kind.LOC.ordinal();
      case "org", "corporation", "group" -> Kind.ORG.ordinal();
      case "misc", "product", "creative-work" -> Kind.MISC.ordinal();
      default -> index % Kind.values().length;
    };
  }

  public List<AnnotatedSentence> annotate(List<GoldSentence> sentences) {
    return sentences.stream().map(this::annotate).toList();
  }

  public AnnotatedSentence annotate(GoldSentence gold) {
    Difficulties difficulties = difficulties(gold);
    List<Annotation> annotations = new ArrayList<>();
    for (String annotator : asked()) {
      Difficulties own = mistakes == Mistakes.SHARED ? difficulties : difficulties(gold);
      List<EntitySpan> spans = answer(gold, annotator, own);
      annotations.add(new Annotation(gold.id(), annotator, AnnotationStatus.DONE, spans));
    }
    return new AnnotatedSentence(gold.id(), gold.words(), annotations);
  }

  private Difficulties difficulties(GoldSentence gold) {
    int spans = gold.spans().size();
    int words = gold.words().size();
    Difficulties drawn =
        new Difficulties(
            new double[spans],
            new double[spans],
            new double[spans],
            new int[spans],
            new Slip[spans],
            new double[words],
            new int[words]);
    for (int i = 0; i < spans; i++) {
      EntitySpan span = gold.spans().get(i);
      SplittableRandom form = form("", gold.words().subList(span.startWord(), span.endWord()));
      drawn.unseen()[i] = SPREAD * partly(form);
      drawn.typeDoubts()[i] = SPREAD * partly(form);
      drawn.boundaryDoubts()[i] = SPREAD * partly(form);
      boolean isByForm = random.nextDouble() < BY_FORM;
      drawn.types()[i] = anotherType(types.indexOf(span.type()), isByForm ? form : random);
      drawn.slips()[i] = slip(isByForm ? form : random);
    }
    for (int word = 0; word < words; word++) {
      SplittableRandom form =
          random.nextDouble() < BY_FORM ? form("", List.of(gold.words().get(word))) : random;
      drawn.temptations()[word] =
          form.nextDouble() < TEMPTING ? 0.8 / TEMPTING : 0.2 / (1 - TEMPTING);
      drawn.lures()[word] = lure(form);
    }
    return drawn;
  }

  private List<EntitySpan> answer(GoldSentence gold, String annotator, Difficulties hard) {
    Worker worker = crowd.workers().get(annotator);
    List<EntitySpan> said = new ArrayList<>();
    double sentBack = sentBack(worker);
    if (random.nextDouble() < sentBack) {
      return said;
    }
    double miss = (worker.miss() - sentBack) / (1 - sentBack);
    for (int i = 0; i < gold.spans().size(); i++) {
      EntitySpan span = gold.spans().get(i);
      double unseen = likelier(missed(worker, miss, span), hard.unseen()[i]);
      if (random.nextDouble() >= unseen) {
        mark(said, gold, i, worker, hard);
      }
    }
    invent(said, gold, annotator, hard);
    return said;
  }

  private double missed(Worker worker, double miss, EntitySpan span) {
    int kind = kinds[types.indexOf(span.type())];
    if (worker.marksOneTypeOnly()) {
      return kind == Kind.PER.ordinal() ? Math.max(0, 1 - (1 - miss) / KINDS[kind]) : 1;
    }
    CrowdErrors real = CrowdErrors.REAL;
    int length = Math.min(span.endWord() - span.startWord(), real.missByLength().length);
    double average = average(real.missByKind());
    return odds(
        miss,
        odds(real.missByLength()[length - 1])
            * odds(real.missByKind()[kind])
            / odds(average)
            / odds(average));
  }

  private void mark(
      List<EntitySpan> said, GoldSentence gold, int index, Worker worker, Difficulties hard) {
    EntitySpan span = gold.spans().get(index);
    int type = types.indexOf(span.type());
    double[][] confusion = CrowdErrors.REAL.kinds();
    double average =
        average(
            IntStream.range(0, confusion.length).mapToDouble(k -> 1 - confusion[k][k]).toArray());
    double often =
        odds(worker.type(), odds(1 - confusion[kinds[type]][kinds[type]]) / odds(average));
    if (types.size() > 1 && random.nextDouble() < likelier(often, hard.typeDoubts()[index])) {
      type = random.nextDouble() < WRONG_ALIKE ? hard.types()[index] : anotherType(type, random);
    }
    if (random.nextDouble() >= likelier(worker.boundary(), hard.boundaryDoubts()[index])) {
      addIfFree(said, new EntitySpan(span.startWord(), span.endWord(), types.get(type)));
      return;
    }
    Slip slip = random.nextDouble() < WRONG_ALIKE ? hard.slips()[index] : slip(random);
    for (int tries = 0; tries < 20 && !fits(slip, span, gold.words().size()); tries++) {
      slip = slip(random);
    }
    if (slip == Slip.SPLIT) {
      for (int word = span.startWord(); word < span.endWord(); word++) {
        addIfFree(said, new EntitySpan(word, word + 1, types.get(type)));
      }
    } else if (fits(slip, span, gold.words().size())) {
      addIfFree(
          said,
          new EntitySpan(
              span.startWord() + slip.left, span.endWord() + slip.right, types.get(type)));
    }
  }

  private static boolean fits(Slip slip, EntitySpan span, int words) {
    int start = span.startWord() + slip.left;
    int end = span.endWord() + slip.right;
    return slip == Slip.SPLIT
        ? span.endWord() - span.startWord() > 1
        : start >= 0
            && end <= words
            && start < end
            && start < span.endWord()
            && end > span.startWord();
  }

  private void invent(
      List<EntitySpan> said, GoldSentence gold, String annotator, Difficulties hard) {
    Worker worker = crowd.workers().get(annotator);
    for (int word = 0; word < gold.words().size(); word++) {
      String text = gold.words().get(word);
      double rate =
          worker.invented() * CrowdErrors.REAL.inventedByShape()[Shape.of(text).ordinal()];
      SplittableRandom habit = form(annotator, List.of(text));
      boolean isHabit = habit.nextDouble() < HABIT * rate / FOLLOWED;
      boolean isMarked =
          random.nextDouble()
              < (isHabit ? FOLLOWED : (1 - HABIT) * rate * hard.temptations()[word]);
      if (isMarked && isOutside(gold, word)) {
        int type = isHabit ? lure(habit) : hard.lures()[word];
        int end =
            Math.min(
                gold.words().size(), word + 1 + drawn(CrowdErrors.REAL.inventedLengths(), random));
        while (!isOutside(gold, end - 1)) {
          end--;
        }
        addIfFree(said, new EntitySpan(word, end, types.get(type)));
      }
    }
  }

  private static boolean isOutside(GoldSentence gold, int word) {
    return gold.spans().stream()
        .noneMatch(span -> span.startWord() <= word && word < span.endWord());
  }

  /** The same for a form, wherever it stands, to this annotator; to all, if that is empty. */
  private SplittableRandom form(String annotator, List<String> words) {
    long form =
        31L * annotator.hashCode() + String.join(" ", words).toLowerCase(Locale.ROOT).hashCode();
    return new SplittableRandom(habits ^ (form * 0x9E3779B97F4A7C15L)).split();
  }

  /** Normal: in part the same wherever the form stands. */
  private double partly(SplittableRandom form) {
    return Math.sqrt(BY_FORM) * normal(form) + Math.sqrt(1 - BY_FORM) * normal(random);
  }

  /** What is no entity is mostly taken for one of the kind that is least clear, the last. */
  private int lure(SplittableRandom from) {
    boolean isLeastClear = from.nextDouble() < 0.5;
    int any = from.nextInt(types.size());
    int last = 0;
    for (int i = 0; i < kinds.length; i++) {
      last = kinds[i] >= kinds[last] ? i : last;
    }
    return isLeastClear ? last : any;
  }

  private static Slip slip(SplittableRandom from) {
    return Slip.values()[drawn(CrowdErrors.REAL.boundaries(), from)];
  }

  /** Another type, of the kind that this one's kind is taken for. */
  private int anotherType(int type, SplittableRandom from) {
    if (types.size() == 1) {
      return type;
    }
    double[] shares = new double[types.size()];
    double[] confusion = CrowdErrors.REAL.kinds()[kinds[type]];
    for (int i = 0; i < shares.length; i++) {
      // Types of one kind are taken for each other about as often as for the next kind.
      double share = kinds[i] == kinds[type] ? 0.1 : confusion[kinds[i]];
      shares[i] = i == type ? 0 : share + 1e-3;
    }
    return drawn(shares, from);
  }

  /**
   * How often a sentence is sent back without a look: what of the blank ones the missed entities
   * don't explain.
   */
  private static double sentBack(Worker worker) {
    double low = 0;
    double high = Math.min(worker.blank(), worker.miss() * 0.999);
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      double miss = (worker.miss() - middle) / (1 - middle);
      double byChance = 0;
      for (int k = 0; k < ENTITIES.length; k++) {
        byChance += ENTITIES[k] * Math.pow(miss, k + 1);
      }
      if (middle + (1 - middle) * byChance < worker.blank()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return worker.marksOneTypeOnly() ? 0 : low;
  }

  private static void addIfFree(List<EntitySpan> said, EntitySpan span) {
    if (said.stream().noneMatch(span::overlaps)) {
      said.add(span);
    }
  }

  /** Drawn without replacement, each by its share of the answers. */
  private List<String> asked() {
    int many = perSentence > 0 ? perSentence : 1 + drawn(CrowdErrors.REAL.answers(), random);
    List<Map.Entry<String, Double>> keys = new ArrayList<>();
    // Efraimidis and Spirakis 2006: the least of -ln(u)/weight are such a sample.
    crowd
        .workers()
        .forEach(
            (name, worker) ->
                keys.add(Map.entry(name, -Math.log(1 - random.nextDouble()) / worker.answers())));
    return keys.stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(many)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** One of the places, each as often as it says. */
  private static int drawn(double[] shares, SplittableRandom random) {
    double left = random.nextDouble() * average(shares) * shares.length;
    for (int i = 0; i < shares.length; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return 0;
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double odds(double share) {
    return share / (1 - share);
  }

  /** A share whose odds are so many times as high. */
  private static double odds(double share, double times) {
    return share >= 1 ? 1 : share * times / (1 - share + share * times);
  }

  /** The average over difficulties is about the share (MacKay's approximation of the integral). */
  private static double likelier(double share, double logits) {
    if (share >= 1 || share <= 0) {
      return share;
    }
    double wider = Math.sqrt(1 + Math.PI * SPREAD * SPREAD / 8);
    return 1 / (1 + Math.exp(-Math.log(odds(share)) * wider - logits));
  }

  private static double normal(SplittableRandom from) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += from.nextDouble();
    }
    return sum;
  }
}
