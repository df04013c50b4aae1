package io.winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.JudgementsBuilder;
import io.winnow.evaluation.SpanF1;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The raw judgements of the Broad Twitter Corpus. A judgement is of one type alone: a worker was
 * shown a tweet and marked the words of, say, persons.
 *
 * <p>So each type is adjudicated by itself, in a scheme of that type. A run of marked words is a
 * span, but an {@code @} is one by itself: so the published corpus has it throughout, with the name
 * behind it as another. Then the types are joined: of spans that overlap, the one with the higher
 * confidence stays, then the type that comes first. A word's posterior is the product of the three,
 * over the cases in which at most one type claims it. A tweet without judgements of a type has no
 * spans of it.
 */
final class JudgedTweets {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("LOC", "ORG", "PER"));

  private final List<JsonNode> tweets;

  private JudgedTweets(List<JsonNode> tweets) {
    this.tweets = tweets;
  }

  static JudgedTweets read(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> tweets = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          tweets.add(json.readTree(line));
        }
      }
    }
    return new JudgedTweets(tweets);
  }

  GoldComparison measure(Adjudicator adjudicator) {
    List<Judgements> judgements = SCHEME.types().stream().map(this::judgements).toList();
    Usage begun = Usage.now();
    List<Map<String, AdjudicatedLabel>> labels = new ArrayList<>();
    for (Judgements ofType : judgements) {
      Adjudication adjudication = adjudicator.adjudicate(ofType);
      Map<String, AdjudicatedLabel> byId = new TreeMap<>();
      for (int i = 0; i < ofType.sentences(); i++) {
        byId.put(ofType.sentenceId(i), adjudication.label(i));
      }
      labels.add(byId);
    }
    double seconds = Usage.now().since(begun).cpuSeconds();
    SpanF1 found = SpanF1.NONE;
    double entropy = 0;
    int words = 0;
    Calibration labelled = new Calibration();
    Calibration spans = new Calibration();
    for (JsonNode tweet : tweets) {
      if (tweet.get("gold").isNull()) {
        continue;
      }
      List<String> tags = new ArrayList<>();
      tweet.get("gold").forEach(tag -> tags.add(tag.asText()));
      List<EntitySpan> gold = Tags.spans(tags);
      List<AdjudicatedLabel> ofTweet =
          labels.stream().map(byId -> byId.get(tweet.get("id").asText())).toList();
      List<ConfidentSpan> joined = joined(ofTweet);
      List<EntitySpan> settled = joined.stream().map(ConfidentSpan::span).sorted().toList();
      found = found.plus(SpanF1.ofSentence(gold, settled));
      labelled.add(confidence(ofTweet), settled.equals(gold));
      joined.forEach(span -> spans.add(span.confidence(), gold.contains(span.span())));
      int[] truth = SCHEME.tagIds(tags.size(), gold);
      for (int word = 0; word < truth.length; word++) {
        entropy -= Math.log(Math.max(GoldComparison.LEAST, posterior(ofTweet, word, truth[word])));
      }
      words += truth.length;
    }
    return new GoldComparison(found.overall(), entropy / words, labelled, spans, seconds);
  }

  private Judgements judgements(String type) {
    JudgementsBuilder builder = Judgements.builder(new LabelScheme(List.of(type)));
    for (JsonNode tweet : tweets) {
      String id = tweet.get("id").asText();
      List<String> words = new ArrayList<>();
      tweet.get("tokens").forEach(token -> words.add(token.asText()));
      List<Annotation> annotations = new ArrayList<>();
      for (JsonNode judgement : tweet.get("judgments")) {
        if (judgement.get("type").asText().equals(type)) {
          boolean[] marked = new boolean[words.size()];
          judgement.get("idx").forEach(index -> marked[index.asInt()] = true);
          annotations.add(
              new Annotation(
                  id,
                  judgement.get("worker").asText(),
                  AnnotationStatus.DONE,
                  spans(words, marked, type)));
        }
      }
      builder.add(new AnnotatedSentence(id, words, annotations));
    }
    return builder.build();
  }

  private static List<EntitySpan> spans(List<String> words, boolean[] marked, String type) {
    List<EntitySpan> spans = new ArrayList<>();
    int start = -1;
    for (int word = 0; word <= marked.length; word++) {
      boolean on = word < marked.length && marked[word];
      boolean cut = on && word > 0 && (isAt(words.get(word)) || isAt(words.get(word - 1)));
      if (start >= 0 && (!on || cut)) {
        spans.add(new EntitySpan(start, word, type));
        start = -1;
      }
      if (on && start < 0) {
        start = word;
      }
    }
    return spans;
  }

  private static boolean isAt(String word) {
    return word.equals("@");
  }

  /** That the labels of all types are right. */
  private static double confidence(List<AdjudicatedLabel> labels) {
    return labels.stream()
        .filter(label -> label != null)
        .mapToDouble(AdjudicatedLabel::confidence)
        .reduce(1, (a, b) -> a * b);
  }

  private static List<ConfidentSpan> joined(List<AdjudicatedLabel> labels) {
    List<ConfidentSpan> kept = new ArrayList<>();
    labels.stream()
        .filter(label -> label != null)
        .flatMap(label -> label.spans().stream())
        .sorted(
            Comparator.comparingDouble(ConfidentSpan::confidence)
                .reversed()
                .thenComparing(span -> span.span().type())
                .thenComparing(ConfidentSpan::span))
        .filter(it -> kept.stream().noneMatch(other -> other.span().overlaps(it.span())))
        .forEachOrdered(kept::add);
    return kept;
  }

  /** Of a tag of the scheme of all types. */
  private static double posterior(List<AdjudicatedLabel> labels, int word, int tag) {
    double[] shares = new double[SCHEME.tagCount()];
    double sum = 0;
    for (int other = 0; other < shares.length; other++) {
      double share = 1;
      for (int type = 0; type < labels.size(); type++) {
        boolean own = LabelScheme.typeOf(other) == type;
        int own3 = own ? (LabelScheme.isBegin(other) ? 1 : 2) : 0;
        AdjudicatedLabel label = labels.get(type);
        share *= label == null ? (own ? 0 : 1) : label.posteriors()[word * 3 + own3];
      }
      shares[other] = share;
      sum += share;
    }
    return sum > 0 ? shares[tag] / sum : 0;
  }
}
