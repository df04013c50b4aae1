package io.winnow.testing.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What real paid workers did with the entities of newswire, counted: {@code crowd-errors.json}. No
 * text is in it.
 *
 * @param workers by name
 * @param missByLength share of entities without a mark, by their words, 1 to 5 (or more)
 * @param missByKind the same by {@link Kind}
 * @param kinds {@code [true kind][said kind]}: shares of the marked entities
 * @param boundaries how often each of {@link Slip} is the way in which boundaries are wrong
 * @param inventedByShape how often a word begins an invented entity, by {@link Shape}, compared to
 *     all words
 * @param inventedLengths how often an invented entity has 1 to 5 words
 * @param answers how often a sentence has 1 to 8 answers
 */
record CrowdErrors(
    Map<String, Worker> workers,
    double[] missByLength,
    double[] missByKind,
    double[][] kinds,
    double[] boundaries,
    double[] inventedByShape,
    double[] inventedLengths,
    double[] answers) {

  static final CrowdErrors REAL = read();

  /** Types of entities, in the order of the table. */
  enum Kind {
    PER,
    LOC,
    ORG,
    MISC
  }

  /** How a word is written. */
  enum Shape {
    UPPER,
    LOWER,
    CAP,
    DIGIT;

    static Shape of(String word) {
      int first = word.codePointAt(0);
      if (word.chars().anyMatch(Character::isDigit)) {
        return DIGIT;
      }
      if (!Character.isUpperCase(first)) {
        return LOWER;
      }
      return word.length() > 1 && word.equals(word.toUpperCase(java.util.Locale.ROOT))
          ? UPPER
          : CAP;
    }
  }

  /** How far the first and the last word are moved; {@link #SPLIT} makes two of one. */
  enum Slip {
    SHORTER_RIGHT("left= right-", 0, -1),
    LONGER_LEFT("left- right=", -1, 0),
    LONGER_RIGHT("left= right+", 0, 1),
    SPLIT("split", 0, 0),
    SHORTER_LEFT("left+ right=", 1, 0),
    LATER("left+ right+", 1, 1),
    EARLIER("left- right-", -1, -1),
    LONGER("left- right+", -1, 1),
    SHORTER("left+ right-", 1, -1);

    private final String name;
    final int left;
    final int right;

    Slip(String name, int left, int right) {
      this.name = name;
      this.left = left;
      this.right = right;
    }
  }

  private static CrowdErrors read() {
    JsonNode json;
    try (InputStream in = CrowdErrors.class.getResourceAsStream("crowd-errors.json")) {
      json = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Worker> workers = new LinkedHashMap<>();
    for (JsonNode worker : json.get("workers")) {
      workers.put(
          worker.get("worker").asText(),
          new Worker(
              worker.get("sentences").asDouble(),
              worker.get("miss").asDouble(),
              worker.get("boundary_of_seen").asDouble(),
              worker.get("type_of_seen").asDouble(),
              worker.get("invented_per_1000_words").asDouble() / 1000,
              worker.get("blank_of_sentences_with_entities").asDouble()));
    }
    double[][] kinds = new double[Kind.values().length][Kind.values().length];
    double[] missByKind = new double[kinds.length];
    for (Kind kind : Kind.values()) {
      missByKind[kind.ordinal()] = json.get("miss_by_type").get(kind.name()).asDouble();
      for (Kind said : Kind.values()) {
        kinds[kind.ordinal()][said.ordinal()] =
            json.get("type_confusion_of_seen").get(kind.name()).get(said.name()).asDouble();
      }
    }
    double[] boundaries = new double[Slip.values().length];
    for (Slip slip : Slip.values()) {
      boundaries[slip.ordinal()] = json.get("boundary_kinds").get(slip.name).asDouble();
    }
    return new CrowdErrors(
        workers,
        byNumber(json.get("miss_by_length"), 5),
        missByKind,
        kinds,
        boundaries,
        byShape(json),
        byNumber(json.get("invented_length"), 5),
        byNumber(json.get("answers_per_sentence"), 8));
  }

  private static double[] byShape(JsonNode json) {
    double[] shares = new double[Shape.values().length];
    double invented = 0;
    double words = 0;
    for (Shape shape : Shape.values()) {
      String name = shape.name().toLowerCase(java.util.Locale.ROOT);
      double here = json.get("invented_first_word").get(name).asDouble();
      double of = json.get("true_O_words_by_shape").get(name).asDouble();
      shares[shape.ordinal()] = here / of;
      invented += here;
      words += of;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= invented / words;
    }
    return shares;
  }

  private static double[] byNumber(JsonNode counts, int most) {
    double[] numbers = new double[most];
    for (int i = 0; i < most; i++) {
      numbers[i] = counts.get(String.valueOf(i + 1)).asDouble();
    }
    return numbers;
  }
}
