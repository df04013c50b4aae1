package io.winnow.model;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.ToyCorpus.Labelled;
import io.winnow.model.tags.TagScheme;
import io.winnow.text.LabelScheme;
import io.winnow.text.TagFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Checkpoints whose heads learnt {@link ToyCorpus} in each scheme; made once a JVM. */
final class ToyHeads {

  enum Kind {
    IOB1(TagScheme.IOB1, TagFormat.IOB1, "O", "B-PER", "I-PER", "B-LOC", "I-LOC"),
    IOB2(TagScheme.IOB2, TagFormat.IOB2, "O", "B-PER", "I-PER", "B-LOC", "I-LOC"),
    SPECIAL(TagScheme.IOB1, TagFormat.IOB1, "B-PER", "I-PER", "[CLS]", "B-LOC", "X", "I-LOC", "O"),
    IO(TagScheme.IO, TagFormat.IOB2, "I-LOC", "O", "I-PER"),
    /** The same head under other names. */
    PLAIN(TagScheme.IO, TagFormat.IOB2, "LOC", "O", "PER"),
    BILOU(
        TagScheme.BILOU,
        TagFormat.BILOU,
        "O",
        "B-LOC",
        "B-PER",
        "I-LOC",
        "I-PER",
        "L-LOC",
        "L-PER",
        "U-LOC",
        "U-PER");

    private final TagScheme scheme;
    private final TagFormat format;
    private final List<String> labels;

    Kind(TagScheme scheme, TagFormat format, String... labels) {
      this.scheme = scheme;
      this.format = format;
      this.labels = List.of(labels);
    }

    TagScheme scheme() {
      return scheme;
    }

    List<String> labels() {
      return labels;
    }

    boolean mayBreak() {
      return this == IOB2 || this == BILOU;
    }

    boolean keepsProbabilities() {
      return this != BILOU;
    }

    /** A sentence's labels. */
    int[] targets(Labelled sentence) {
      UnaryOperator<String> written =
          this == IO ? tag -> tag.replace("B-", "I-") : UnaryOperator.identity();
      return format.tags(sentence.words().size(), sentence.spans()).stream()
          .mapToInt(tag -> labels.indexOf(written.apply(tag)))
          .toArray();
    }

    /** Those that a word can have. */
    List<String> tags() {
      return labels.stream().filter(label -> !label.matches("\\[.*|X")).toList();
    }

    /** The pipeline knows B- and I- alone; to it a BILOU head means these. */
    List<String> namesForPipeline() {
      return tags().stream().map(label -> label.replace("U-", "B-").replace("L-", "I-")).toList();
    }

    /** Whether the best path is one that the scheme allows. */
    boolean isValid(float[] rows) {
      List<String> path = HeadParityTest.pathOf(tags(), rows);
      String before = "O";
      for (String tag : path) {
        boolean isOpen = before.matches("[BI]-.*");
        boolean continues = tag.matches("[IL]-.*");
        boolean isSame = isOpen && before.substring(1).equals(tag.substring(1));
        boolean fits =
            switch (this) {
              case IOB2 -> !continues || isSame;
              case BILOU -> isOpen == continues && (!continues || isSame);
              default -> true;
            };
        if (!fits) {
          return false;
        }
        before = tag;
      }
      return this != BILOU || !before.matches("[BI]-.*");
    }
  }

  /** Enough for IOB1's rare B- to be learnt. */
  private static final int STEPS = 120;

  private static final int BATCH = 16;
  private static final double RATE = 3e-3;

  private static final Map<Kind, Path> TRAINED = new EnumMap<>(Kind.class);

  private ToyHeads() {}

  /** A head as people bring it: nothing tells what its labels mean. Read-only. */
  static synchronized Path trained(Kind kind) throws IOException {
    Path trained = TRAINED.get(kind);
    if (trained == null) {
      trained = train(kind);
      TRAINED.put(kind, trained);
    }
    return trained;
  }

  private static Path train(Kind kind) throws IOException {
    if (kind == Kind.PLAIN) {
      Path renamed = copy(Kind.IO, TestCheckpoints.kept("winnow-toy-" + kind));
      name(renamed, kind.labels());
      return renamed;
    }
    Path base = TestCheckpoints.small().write(TestCheckpoints.kept("winnow-toy-base"));
    Path trained = TestCheckpoints.kept("winnow-toy-" + kind);
    List<Labelled> train = ToyCorpus.sentences(STEPS * BATCH, 1);
    try (TrainableClassifier classifier =
        TrainableClassifier.of(base, pseudo(kind), TinyTask.PLAIN, Device.cpu())) {
      for (int step = 0; step < STEPS; step++) {
        List<Window.Labelled> batch = new ArrayList<>();
        for (Labelled one : train.subList(step * BATCH, (step + 1) * BATCH)) {
          WordTargets targets = new WordTargets.Hard(kind.targets(one));
          batch.addAll(classifier.windows(one.words(), targets, 64, 8));
        }
        classifier.step(batch, RATE);
      }
      classifier.write(trained, Map.of());
    }
    name(trained, kind.labels());
    Files.delete(trained.resolve(Checkpoint.LINEAGE));
    return trained;
  }

  /** As many IOB2 tags as the kind has labels: a head of them gives its rows as they are. */
  private static LabelScheme pseudo(Kind kind) {
    return new LabelScheme(
        IntStream.range(0, kind.labels().size() / 2).mapToObj(i -> "T" + i).toList());
  }

  /** A copy to change. */
  static Path copy(Kind kind, Path to) throws IOException {
    for (String file : Checkpoint.FILES) {
      Files.copy(trained(kind).resolve(file), to.resolve(file));
    }
    return to;
  }

  /** The head's own rows, by pretended IOB2 tags. */
  static TokenClassifier raw(Kind kind) throws IOException {
    Path raw = copy(kind, TestCheckpoints.kept("winnow-toy-raw"));
    name(raw, pseudo(kind).tags());
    Checkpoint.writeLineage(raw, Map.of());
    return TokenClassifier.load(raw, Precision.FP32, Device.cpu());
  }

  /** [words, tags] of each sentence, in the order of the labels' ids; each word's sum to 1. */
  static List<float[]> ownRows(Kind kind, TokenClassifier raw, List<List<String>> sentences) {
    return raw.logProbabilities(sentences, BatchLayout.DEFAULT).stream()
        .map(rows -> withoutSpecial(kind, rows))
        .toList();
  }

  private static float[] withoutSpecial(Kind kind, float[] rows) {
    List<String> tags = kind.tags();
    int size = kind.labels().size();
    if (tags.size() == size) {
      return rows;
    }
    float[] kept = new float[rows.length / size * tags.size()];
    for (int word = 0; word < rows.length / size; word++) {
      double sum = 0;
      for (String tag : tags) {
        sum += Math.exp(rows[word * size + kind.labels().indexOf(tag)]);
      }
      for (int tag = 0; tag < tags.size(); tag++) {
        float row = rows[word * size + kind.labels().indexOf(tags.get(tag))];
        kept[word * tags.size() + tag] = (float) (row - Math.log(sum));
      }
    }
    return kept;
  }

  static void name(Path checkpoint, List<String> labels) throws IOException {
    Path file = checkpoint.resolve(Checkpoint.CONFIG);
    ObjectNode config = (ObjectNode) JsonFormat.MAPPER.readTree(Files.readAllBytes(file));
    ObjectNode id2label = config.putObject("id2label");
    labels.forEach(label -> id2label.put(Integer.toString(id2label.size()), label));
    Checkpoint.writeJson(file, config);
  }
}
