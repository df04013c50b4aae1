package io.winnow.jobs.encoder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.winnow.jobs.Published;
import io.winnow.model.ImportedHead;
import io.winnow.model.ModelSummary;
import io.winnow.model.TrialRun;
import io.winnow.model.tags.HeadTags;
import io.winnow.model.tags.TagScheme;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.WordUtils;

/**
 * What an import found; kept beside the model as JSON.
 *
 * @param name as the user gave it
 * @param source the folder, or the model's name on the hub with the commit
 * @param sha256 of its weights
 * @param licence as README.md names it; null if it names none
 * @param model what the files hold
 * @param labels what its head predicts
 * @param trial what a run on built-in texts gave
 * @param left files of the folder that were not taken
 * @param remarks what of the tokenizer's files was changed or could not be followed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImportSummary(
    String name,
    String source,
    String sha256,
    String licence,
    ModelSummary model,
    Labels labels,
    TrialRun trial,
    List<String> left,
    List<String> remarks) {

  /** The name of the file among a model's outputs. */
  static final String OUTPUT = "summary";

  /** The name of the file itself. */
  static final String FILE = "import.json";

  private static final int COLUMNS = 80;
  private static final String INDENT = "  ";
  private static final int MOST_NAMED = 5;

  /**
   * What a head predicts.
   *
   * @param types of entities; none where there is no head that can be used
   * @param scheme code of what its labels mean, such as {@code iob1}; null where there is none
   * @param remark how the labels are read, or why there is no head
   */
  public record Labels(List<String> types, String scheme, String remark) {

    public Labels {
      types = List.copyOf(types);
    }

    static Labels of(ImportedHead head) {
      return new Labels(
          head.tags().map(it -> it.labels().types()).orElse(List.of()),
          head.tags().flatMap(HeadTags::scheme).map(TagScheme::code).orElse(null),
          head.remark());
    }

    @Override
    public String toString() {
      return (types.isEmpty() ? "none" : String.join(", ", types)) + "; " + remark;
    }
  }

  public ImportSummary {
    left = List.copyOf(left);
    remarks = List.copyOf(remarks);
  }

  /**
   * Of a model in the workspace; empty if an earlier version of Winnow imported it.
   *
   * @param encoder the name that it was imported under, if any
   */
  public static Optional<ImportSummary> of(Published published, Optional<String> encoder) {
    return published
        .latest(
            new ImportModelJob(Optional.empty(), encoder, ImportedHead.Asked.NOTHING)
                .identity(published.workspace())
                .shelf())
        .flatMap(it -> it.partsOf(OUTPUT).stream().findFirst())
        .flatMap(published.workspace()::readText)
        .map(text -> Json.read(text, ImportSummary.class));
  }

  /** For a terminal. */
  String text() {
    String first =
        "Model: %s, %d layers of width %d, up to %,d tokens"
            .formatted(name, model.layers(), model.hidden(), model.window());
    List<String> lines = new ArrayList<>();
    lines.add(
        "family: %s; %,d parameters, %s, %s MB"
            .formatted(model.family(), model.parameters(), model.dtype(), megabytes()));
    lines.add("tokenizer: %s".formatted(model.tokenizer()));
    lines.add("labels: %s".formatted(labels));
    if (!source.equals(name)) {
      lines.add("source: " + source);
    }
    if (licence != null) {
      lines.add("licence: " + licence);
    }
    if (!model.unused().isEmpty()) {
      lines.add("not used: " + model.unusedText());
    }
    if (!left.isEmpty()) {
      lines.add("not copied: " + named(left));
    }
    lines.add("checked: " + trial);
    remarks.forEach(remark -> lines.add("note: " + remark));
    lines.replaceAll(
        line ->
            INDENT
                + WordUtils.wrap(line, COLUMNS - INDENT.length(), "\n" + INDENT + INDENT, false));
    // Not wrapped: a path in it may be long by itself.
    return first + "\n" + String.join("\n", lines);
  }

  private String megabytes() {
    double megabytes = model.bytes() / 1e6;
    return (megabytes < 10 ? "%.1f" : "%,.0f").formatted(megabytes);
  }

  private static String named(List<String> names) {
    int more = names.size() - MOST_NAMED;
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }

  /** For the model's own record. */
  static Map<String, String> lineage(String source, Optional<String> licence, ImportedHead head) {
    Map<String, String> told = new LinkedHashMap<>(head.lineage());
    told.put("source", source);
    licence.ifPresent(it -> told.put("licence", it));
    return told;
  }

  void write(Path file) throws IOException {
    Files.writeString(file, Json.write(this));
  }
}
