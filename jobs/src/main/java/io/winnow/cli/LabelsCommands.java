package io.winnow.cli;

import io.winnow.api.DecideAction;
import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.labels.DiffJob;
import io.winnow.jobs.labels.DisputesJob;
import io.winnow.text.EntitySpan;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The commands {@code winnow labels ...}. */
final class LabelsCommands {

  private LabelsCommands() {}

  /** Takes a person's decision and settles all labels anew by it. */
  abstract static class DecisionCommand extends JobCommand {

    DecisionCommand(Environment environment) {
      super(environment);
    }

    abstract DecideAction decided(DecideAction action);

    @Override
    final Outcome run(Session session) {
      return decided(Winnow.of(session).decide()).execute().outcome();
    }
  }

  /** Decides whether an annotator's answers count. */
  abstract static class AnnotatorCommand extends DecisionCommand {

    @Option(
        names = "--annotator",
        required = true,
        paramLabel = "NAME",
        description = "As the vendor names them.")
    private String annotator;

    private final BiFunction<DecideAction, String, DecideAction> decision;

    AnnotatorCommand(
        Environment environment, BiFunction<DecideAction, String, DecideAction> decision) {
      super(environment);
      this.decision = decision;
    }

    @Override
    DecideAction decided(DecideAction action) {
      return decision.apply(action, annotator);
    }
  }

  @Command(
      name = "disputes",
      description = "Lists the sentences on which annotators differ too much for a label.")
  static final class DisputesCommand extends JobCommand {

    @Option(
        names = "--show",
        paramLabel = "N",
        defaultValue = "20",
        description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int shown;

    DisputesCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return hold(session, (runner, config) -> new DisputesJob(runner, shown).run());
    }
  }

  @Command(
      name = "settle",
      description = "Takes a person's word on a sentence, whatever annotators say.")
  static final class SettleCommand extends DecisionCommand {

    @Option(
        names = "--sentence",
        required = true,
        paramLabel = "ID",
        description = "See 'labels disputes'.")
    private String sentence;

    @Option(
        names = "--span",
        paramLabel = "FROM-TO:TYPE",
        converter = SpanConverter.class,
        description = {
          "An entity: its first word, counted from 0, one past its last, its type,",
          "such as 3-5:PER. Give one for each; none: the sentence holds no entity."
        })
    private List<EntitySpan> spans = List.of();

    @Option(
        names = "--by",
        required = true,
        paramLabel = "NAME",
        description = "Who decides; goes into the label's lineage.")
    private String by;

    SettleCommand(Environment environment) {
      super(environment);
    }

    @Override
    DecideAction decided(DecideAction action) {
      return action.settle(sentence, spans, by);
    }

    /** Reads {@code 3-5:PER}. */
    static final class SpanConverter implements ITypeConverter<EntitySpan> {

      @Override
      public EntitySpan convert(String value) {
        try {
          return EntitySpan.parse(value);
        } catch (IllegalArgumentException e) {
          throw new TypeConversionException(e.getMessage());
        }
      }
    }
  }

  @Command(
      name = "exclude",
      description = {
        "Settles all labels anew without an annotator. Nothing is deleted:",
        "'labels include' takes it back."
      })
  static final class ExcludeAnnotatorCommand extends AnnotatorCommand {

    ExcludeAnnotatorCommand(Environment environment) {
      super(environment, DecideAction::exclude);
    }
  }

  @Command(
      name = "include",
      description = {"Settles all labels anew with an annotator who was excluded."})
  static final class IncludeAnnotatorCommand extends AnnotatorCommand {

    IncludeAnnotatorCommand(Environment environment) {
      super(environment, DecideAction::include);
    }
  }

  @Command(name = "diff", description = "Says how labels changed between two merges.")
  static final class DiffLabelsCommand extends JobCommand {

    @Parameters(index = "0", paramLabel = "A", description = "Number of a merge, from 1.")
    private int before;

    @Parameters(index = "1", paramLabel = "B", description = "Number of another.")
    private int after;

    @Option(
        names = "--show",
        paramLabel = "N",
        defaultValue = "20",
        description = "At most so many sentences (default: ${DEFAULT-VALUE}).")
    private int shown;

    DiffLabelsCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return hold(session, (runner, config) -> new DiffJob(runner, before, after, shown).run());
    }
  }

  @Command(
      name = "review",
      description = {
        "Ranks all labels by how likely they are wrong: what a model, trained on",
        "the others, finds improbable. Shows the ten worst."
      })
  static final class ReviewLabelsCommand extends JobCommand {

    ReviewLabelsCommand(Environment environment) {
      super(environment);
    }

    @Override
    Outcome run(Session session) {
      return Winnow.of(session).review().execute().outcome();
    }
  }
}
