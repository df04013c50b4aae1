package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.exchange.DataSetFormat;
import io.winnow.jobs.export.ExportJob;
import io.winnow.jobs.labels.DiffJob;
import io.winnow.jobs.labels.DisputesJob;
import io.winnow.text.EntitySpan;
import java.util.List;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands {@code winnow labels ...}. */
final class LabelsCommands {

  private LabelsCommands() {}

  @Command(
      name = "disputes",
      description = "Lists the sentences on which annotators differ too much for a label.")
  static int disputes(
      @Mixin WorkspaceOptions options,
      @Option(
              names = "--show",
              paramLabel = "N",
              defaultValue = "20",
              description = "At most so many (default: ${DEFAULT-VALUE}).")
          int shown) {
    return options.hold((runner, config) -> new DisputesJob(runner, shown).run());
  }

  @Command(
      name = "settle",
      description = "Sets a sentence's label by a person's decision, whatever annotators say.")
  static int settle(
      @Mixin WorkspaceOptions options,
      @Option(
              names = "--sentence",
              required = true,
              paramLabel = "ID",
              description = "See 'labels disputes'.")
          String sentence,
      @Option(
              names = "--span",
              paramLabel = "FROM-TO:TYPE",
              description = {
                "An entity: its first word, counted from 0, one past its last, its type,",
                "such as 3-5:PER. Give one for each; none: the sentence holds no entity."
              })
          List<EntitySpan> spans,
      @Option(
              names = "--by",
              required = true,
              paramLabel = "NAME",
              description = "Who decides; goes into the label's lineage.")
          String by) {
    List<EntitySpan> entities = spans == null ? List.of() : spans;
    return options.run(winnow -> winnow.decide().settle(sentence, entities, by));
  }

  /** Whose answers shall count, or not. */
  static final class AnnotatorOption {

    @Option(
        names = "--annotator",
        required = true,
        paramLabel = "NAME",
        description = "As the vendor names them.")
    private String name;
  }

  @Command(
      name = "exclude",
      description = {
        "Builds all labels again without an annotator. Nothing is deleted:",
        "'labels include' reverts it."
      })
  static int exclude(@Mixin WorkspaceOptions options, @Mixin AnnotatorOption annotator) {
    return options.run(winnow -> winnow.decide().exclude(annotator.name));
  }

  @Command(
      name = "include",
      description = "Builds all labels again with an annotator who was excluded.")
  static int include(@Mixin WorkspaceOptions options, @Mixin AnnotatorOption annotator) {
    return options.run(winnow -> winnow.decide().include(annotator.name));
  }

  @Command(name = "diff", description = "Says how labels changed between two merges.")
  static int diff(
      @Mixin WorkspaceOptions options,
      @Parameters(index = "0", paramLabel = "A", description = "Number of a merge, from 1.")
          int before,
      @Parameters(index = "1", paramLabel = "B", description = "Number of another.") int after,
      @Option(
              names = "--show",
              paramLabel = "N",
              defaultValue = "20",
              description = "At most so many sentences (default: ${DEFAULT-VALUE}).")
          int shown) {
    return options.hold((runner, config) -> new DiffJob(runner, before, after, shown).run());
  }

  @Command(
      name = "review",
      description = {
        "Ranks all labels by how likely they are wrong, by the predictions of models",
        "that did not train on them. Shows the ten worst."
      })
  static int review(@Mixin WorkspaceOptions options) {
    return options.run(Winnow::review);
  }

  @Command(
      name = "export",
      description = {
        "Writes all labels as a data set: the label store as its train split, the",
        "hold-out set as its test split, and a README.md that says what it is."
      })
  static int exportLabels(
      @Mixin WorkspaceOptions options,
      @Option(
              names = "--format",
              required = true,
              paramLabel = "FORMAT",
              description = "conll, jsonl, huggingface, label-studio or spacy.")
          DataSetFormat format,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FOLDER",
              description = "A new or empty folder, on any Hadoop file system.")
          String folder,
      @Option(
              names = "--min-confidence",
              paramLabel = "X",
              defaultValue = "0",
              description = "Leave out labels below, from 0 to 1 (default: ${DEFAULT-VALUE}).")
          double least) {
    if (!(least >= 0 && least <= 1)) {
      throw options.refused("--min-confidence must be from 0 to 1, not " + least);
    }
    Session session = options.session(List.of());
    Path target = options.workspace(folder).root();
    return ExitCode.of(new ExportJob(session.runner(session.config()), format, target, least).run())
        .code();
  }
}
