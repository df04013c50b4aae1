package io.winnow.jobs;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.winnow.settings.SettingsException;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Sentences as settings speak of them: a column for each of their metadata, and {@code source,
 * source_id, text, word_count} where the metadata have no column of that name.
 *
 * @param table these columns, and the id under a name that is none of theirs
 */
public record SentenceColumns(Dataset<Row> table) {

  private static final String ID = "__id";

  /** All that the sentence had. */
  private static final String WHOLE = "__sentence";

  private static final Set<String> HIDDEN = Set.of(ID, WHOLE);

  private static final List<String> OWN = List.of("source", "source_id", "text", "word_count");

  /**
   * @param sentences of {@link Schemas#CORPUS}, with metadata if there are any
   */
  public static SentenceColumns of(Dataset<Row> sentences) {
    return of(sentences, col("id").as(ID));
  }

  /**
   * Those of the sentences for which a condition in SQL holds, with all of their columns.
   *
   * @param sentences as above
   * @throws SettingsException as {@link #where}
   */
  public static Dataset<Row> filtered(Dataset<Row> sentences, String setting, String condition) {
    return of(sentences, whole(sentences)).matching(setting, condition).select(WHOLE + ".*");
  }

  private static Column whole(Dataset<Row> sentences) {
    return struct(Stream.of(sentences.columns()).map(functions::col).toArray(Column[]::new))
        .as(WHOLE);
  }

  /**
   * @param other what the sentences have beside the columns that conditions speak of
   */
  private static SentenceColumns of(Dataset<Row> sentences, Column other) {
    List<Column> columns = new ArrayList<>(List.of(other));
    Set<String> names = new TreeSet<>();
    if (List.of(sentences.columns()).contains(Schemas.METADATA)) {
      StructType metadata = (StructType) sentences.schema().apply(Schemas.METADATA).dataType();
      for (String name : metadata.fieldNames()) {
        names.add(name.toLowerCase(Locale.ROOT));
        columns.add(col(Schemas.METADATA).getField(name).as(name));
      }
    }
    Dataset<Row> counted = sentences.selectExpr("*", "size(words) AS word_count");
    OWN.stream().filter(name -> !names.contains(name)).map(counted::col).forEach(columns::add);
    return new SentenceColumns(counted.select(columns.toArray(Column[]::new)));
  }

  /**
   * The ids of those for which a condition in SQL holds.
   *
   * @param setting where the condition was given, for messages
   * @throws SettingsException if it is no condition, names other columns, or is not the same each
   *     time it is asked
   */
  public Dataset<Row> where(String setting, String condition) {
    return matching(setting, condition).select(col(ID).as("id"));
  }

  private Dataset<Row> matching(String setting, String condition) {
    Dataset<Row> matching;
    try {
      matching = table.where(condition);
    } catch (Exception e) {
      // Spark throws its checked AnalysisException through methods that declare none.
      throw problem(setting, "'%s': %s".formatted(condition, reason(e)));
    }
    if (!matching.queryExecution().analyzed().deterministic()) {
      throw problem(setting, "'%s' has another result each time it is asked".formatted(condition));
    }
    return matching;
  }

  /** Whether there is a column of that name. */
  public boolean has(String name) {
    return named(name).isPresent();
  }

  /**
   * The sentences with all of their columns, and a column that settings speak of as text, {@code
   * value}; null where a sentence has none.
   *
   * @param sentences as above
   * @throws SettingsException if there is none of that name
   */
  public static Dataset<Row> with(Dataset<Row> sentences, String setting, String name) {
    SentenceColumns columns = of(sentences, whole(sentences));
    return columns
        .table
        .select(col(WHOLE), columns.text(setting, name).as("value"))
        .select(WHOLE + ".*", "value");
  }

  /**
   * {@code id, value}: a column as text, null where a sentence has none.
   *
   * @throws SettingsException if there is none of that name
   */
  public Dataset<Row> column(String setting, String name) {
    return table.select(col(ID).as("id"), text(setting, name).as("value"));
  }

  /**
   * {@code id, values}: columns as texts, {@code name, value} each, in the order of the names.
   *
   * @param names one or more
   * @throws SettingsException if there is none of a name
   */
  public Dataset<Row> columns(String setting, List<String> names) {
    Column[] values =
        names.stream()
            .map(name -> struct(lit(name).as("name"), text(setting, name).as("value")))
            .toArray(Column[]::new);
    return table.select(col(ID).as("id"), array(values).as("values"));
  }

  private Column text(String setting, String name) {
    return named(name)
        .map(it -> table.col(quoted(it)).cast("string"))
        .orElseThrow(() -> problem(setting, "'%s' is no column".formatted(name)));
  }

  private Optional<String> named(String name) {
    return Stream.of(table.columns())
        .filter(it -> it.equalsIgnoreCase(name) && !HIDDEN.contains(it))
        .findFirst();
  }

  private SettingsException problem(String setting, String what) {
    return new SettingsException(
        List.of(
            new SettingsException.Problem(
                setting, "%s; there are %s".formatted(what, described()))));
  }

  private String described() {
    return Stream.of(table.schema().fields())
        .filter(field -> !HIDDEN.contains(field.name()))
        .map(SentenceColumns::described)
        .collect(Collectors.joining(", "));
  }

  private static String described(StructField field) {
    return "%s (%s)".formatted(quotedIfNeeded(field.name()), field.dataType().simpleString());
  }

  private static String quotedIfNeeded(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : quoted(name);
  }

  private static String quoted(String name) {
    return "`%s`".formatted(name.replace("`", "``"));
  }

  /** Spark's own words without the plan behind them. */
  private static String reason(Exception e) {
    String message =
        e instanceof AnalysisException analysis ? analysis.getSimpleMessage() : e.getMessage();
    return String.valueOf(message)
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^\\[[A-Z_.]+]\\s*", "")
        .replaceFirst("(\\. Did you mean|; line \\d|\\s*SQLSTATE).*", "")
        .replaceFirst("[.;\\s]+$", "");
  }
}
