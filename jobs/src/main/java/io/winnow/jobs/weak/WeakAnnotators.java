package io.winnow.jobs.weak;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.files.MalformedTextException;
import io.winnow.files.Sha256;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.Run;
import io.winnow.jobs.weak.WeakSettings.PhraseSource;
import io.winnow.jobs.weak.WeakSettings.WeakSource;
import io.winnow.settings.SettingsException;
import io.winnow.settings.Validation;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import io.winnow.weak.WeakLabeler;
import io.winnow.weak.WeakRules;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Json;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/**
 * The weak annotators with their dictionaries read.
 *
 * @param labelers by the name that goes into reports, such as {@code weak:places}
 */
public record WeakAnnotators(TreeMap<String, WeakLabeler> labelers) implements Serializable {

  /** Prefix of their names, which no vendor's annotator has. */
  private static final String PREFIX = "weak:";

  /** Of a suggestion: nobody knows yet how often they are right. */
  private static final double CONFIDENCE = 0.5;

  /**
   * @throws SettingsException if a dictionary is not there, or an entity type is none of the
   *     workspace's
   */
  public static WeakAnnotators of(Workspace workspace, WeakSettings settings, LabelScheme scheme) {
    requireKnownTypes(settings, scheme);
    TreeMap<String, WeakLabeler> labelers = new TreeMap<>();
    rules(workspace, settings)
        .forEach((name, rules) -> labelers.put(PREFIX + name, new WeakLabeler(rules)));
    return new WeakAnnotators(labelers);
  }

  /** A hash of all rules, dictionaries included: equal if they mark the same. */
  public static String hash(Workspace workspace, WeakSettings settings) {
    return Sha256.of(Json.write(rules(workspace, settings)));
  }

  /** Notes what a run's weak annotators mark by: all rules as one, and every dictionary. */
  public static void record(Run run, WeakSettings settings) {
    if (settings.isEmpty()) {
      return;
    }
    String hash = hash(run.workspace(), settings);
    run.input("weak", RunManifest.Input.outside("labels.weak", Map.of(), hash));
    for (WeakSource source : settings.weak().values()) {
      for (PhraseSource phrases : source.phrases().values()) {
        if (phrases instanceof PhraseSource.File file) {
          run.input("dictionary:" + file.path(), input(run.workspace(), file));
        }
      }
    }
  }

  private static SortedMap<String, WeakRules> rules(Workspace workspace, WeakSettings settings) {
    SortedMap<String, WeakRules> rules = new TreeMap<>();
    settings
        .weak()
        .forEach(
            (name, source) -> {
              SortedMap<String, List<String>> phrases = new TreeMap<>();
              String key = "labels.weak.%s.phrases.".formatted(name);
              source
                  .phrases()
                  .forEach((type, list) -> phrases.put(type, phrases(workspace, key + type, list)));
              rules.put(name, new WeakRules(source.letters(), phrases, source.patterns()));
            });
    return rules;
  }

  /** What a manifest says of a dictionary. */
  public static RunManifest.Input input(Workspace workspace, PhraseSource.File file) {
    Path path = new Path(workspace.root(), file.path());
    try {
      FileSystem files = path.getFileSystem(workspace.files().getConf());
      return RunManifest.Input.outside(path.toString(), Map.of(), ContentHash.of(files, path));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the phrases in " + path, e);
    }
  }

  /**
   * Phrases as they are given, or read from their file.
   *
   * @param key in the configuration, for errors
   * @throws SettingsException if there is no such file, or it is no text; names line and byte
   */
  public static List<String> phrases(Workspace workspace, String key, PhraseSource source) {
    if (source instanceof PhraseSource.Given given) {
      return given.phrases();
    }
    Path path = new Path(workspace.root(), ((PhraseSource.File) source).path());
    try (InputStream in = path.getFileSystem(workspace.files().getConf()).open(path)) {
      return TextEncoding.AUTO
          .text(in)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (FileNotFoundException e) {
      throw problem(key, "is the file %s, which is not there: put it there".formatted(path));
    } catch (MalformedTextException e) {
      throw problem(
          key,
          "is the file %s, which is no text: %s; save it as UTF-8, or as UTF-16 with a byte order mark"
              .formatted(path, e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the phrases in " + path, e);
    }
  }

  private static SettingsException problem(String key, String message) {
    return new SettingsException(List.of(new SettingsException.Problem(key, message)));
  }

  private static void requireKnownTypes(WeakSettings settings, LabelScheme scheme) {
    Validation validation = Validation.of(WeakSettings.class);
    settings
        .weak()
        .forEach(
            (name, source) -> {
              Set<String> types = new TreeSet<>(source.phrases().keySet());
              types.addAll(source.patterns().keySet());
              for (String type : types) {
                validation.require(
                    scheme.types().contains(type),
                    "weak." + name,
                    "marks '%s', which is none of the entity types %s"
                        .formatted(type, scheme.types()));
              }
            });
    validation.done();
  }

  public boolean isEmpty() {
    return labelers.isEmpty();
  }

  /** Their names in reports. */
  public Set<String> names() {
    return labelers.keySet();
  }

  /**
   * @param excluded names in reports
   */
  public WeakAnnotators without(Collection<String> excluded) {
    TreeMap<String, WeakLabeler> fewer = new TreeMap<>(labelers);
    fewer.keySet().removeAll(excluded);
    return new WeakAnnotators(fewer);
  }

  /** All their marks; of overlapping spans the longest. */
  public List<EntitySpan> spans(Sentence sentence) {
    List<EntitySpan> spans = new ArrayList<>();
    labelers.values().forEach(labeler -> spans.addAll(labeler.spans(sentence)));
    return WeakLabeler.longest(spans);
  }

  /** The sentence with their answers added to people's. */
  public AnnotatedSentence beside(AnnotatedSentence answered, Sentence sentence) {
    List<Annotation> all = new ArrayList<>(answered.annotations());
    labelers.forEach(
        (name, labeler) ->
            all.add(
                new Annotation(
                    sentence.id(), name, AnnotationStatus.DONE, labeler.spans(sentence))));
    return new AnnotatedSentence(answered.id(), answered.words(), all);
  }

  /**
   * What they suggest for sentences that no model has predicted yet.
   *
   * @param sentences at least {@code id, text, words}
   * @return {@code id, suggestions}
   */
  public Dataset<Row> suggestions(Dataset<Row> sentences) {
    UDF1<Row, Row[]> suggest =
        row ->
            Rows.ofConfidentSpans(
                spans(Rows.sentence(row)).stream()
                    .map(span -> new ConfidentSpan(span, CONFIDENCE))
                    .toList());
    UserDefinedFunction suggestions =
        udf(suggest, Schemas.SELECTION.apply("suggestions").dataType());
    return sentences.select(
        col("id"),
        suggestions.apply(struct(col("id"), col("text"), col("words"))).as("suggestions"));
  }
}
