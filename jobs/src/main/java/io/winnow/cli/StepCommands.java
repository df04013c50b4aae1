package io.winnow.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.winnow.api.Done;
import io.winnow.api.ImportModelAction;
import io.winnow.api.InitAction;
import io.winnow.api.Winnow;
import io.winnow.cli.WorkspaceOptions.RoundOption;
import io.winnow.jobs.Published;
import io.winnow.jobs.encoder.ImportSummary;
import io.winnow.jobs.ingest.InitSummary;
import io.winnow.model.tags.TagScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that are no more than an action and its settings. */
final class StepCommands {

  private StepCommands() {}

  /**
   * What a step says as JSON.
   *
   * @param summary null if an earlier version of Winnow did the step
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Answer<S>(String outcome, String run, SortedMap<String, Long> counts, S summary) {

    Answer(Done.OfStep done, S summary) {
      this(
          done.outcome().name().toLowerCase(Locale.ROOT),
          done.made().run().orElse(null),
          done.made().counts(),
          summary);
    }
  }

  @Command(
      name = "init",
      description = "Reads sentences into a new workspace and splits off a hold-out set.")
  static int init(
      @Mixin WorkspaceOptions options,
      @Option(
              names = {"-i", "--input"},
              required = true,
              paramLabel = "URI",
              description = {
                "Sentences: text (one a line), JSON lines, CoNLL columns or Parquet;",
                "a file, a folder or a glob."
              })
          String input,
      @Option(
              names = "--holdout",
              paramLabel = "URI",
              description =
                  "A labelled test set. Without it a random part of the input is held out; none with"
                      + " init.holdout-share = 0.")
          String holdout,
      @Option(
              names = "--split",
              paramLabel = "HOW",
              description =
                  "sentences: texts are running text, and cut into sentences (init.segment).")
          String split,
      @Option(names = "--json", description = "Print what was read as JSON.") boolean json) {
    Function<Winnow, InitAction> init =
        winnow -> winnow.init().input(input).holdout(holdout).split(split);
    return json
        ? options.answer(
            session -> {
              InitAction.Result done = init.apply(Winnow.of(session)).execute();
              Published published = new Published(session.workspace(), session.host().spark());
              return new Answer<>(done, InitSummary.of(published).orElse(null));
            })
        : options.run(init::apply);
  }

  @Command(
      name = "import",
      description = {
        "Imports an encoder or a token classifier, after a trial run.",
        "Families: bert, roberta, xlm-roberta, camembert, distilbert, electra, mpnet,"
            + " albert, deberta-v2, modernbert."
      })
  static int importModel(
      @Mixin WorkspaceOptions options,
      @Parameters(
              arity = "0..1",
              paramLabel = "MODEL",
              description = {
                "hf://ORG/NAME[@REVISION]: a model on the HuggingFace hub. HF_ENDPOINT, HF_TOKEN,"
                    + " HF_HOME and HF_HUB_OFFLINE count as for the hub's own client.",
                "Or a folder as save_pretrained writes it, on any Hadoop file system or in the"
                    + " hub's cache: config.json, weights, tokenizer.",
                "Without it, the encoder that comes with Winnow."
              })
          String model,
      @Option(names = "--from", paramLabel = "MODEL", description = "The same as MODEL.")
          String from,
      @Option(
              names = "--as",
              paramLabel = "NAME",
              description =
                  "Imports it under this name, beside the one that rounds train, for 'winnow train"
                      + " --successor NAME'.")
          String name,
      @Option(
              names = "--labels",
              split = ",",
              paramLabel = "LABEL",
              description =
                  "Names for the rows of its head, such as O,B-PER,I-PER: for a model whose"
                      + " config.json has none, or only LABEL_0 and so on.")
          List<String> labels,
      @Option(
              names = "--scheme",
              paramLabel = "SCHEME",
              description =
                  "What the labels of its head mean: iob1, iob2, io or bilou. Without it, its"
                      + " predictions on built-in texts decide.")
          TagScheme scheme,
      @Option(names = "--json", description = "Print what was found as JSON.") boolean json) {
    if (model != null && from != null) {
      throw options.refused("'%s' and --from '%s' both name the model".formatted(model, from));
    }
    Function<Winnow, ImportModelAction> action =
        winnow ->
            winnow
                .importModel()
                .from(model == null ? from : model)
                .as(name)
                .labels(labels == null ? List.of() : labels)
                .scheme(scheme == null ? null : scheme.code());
    return json
        ? options.answer(
            session -> {
              ImportModelAction.Result done = action.apply(Winnow.of(session)).execute();
              Published published = new Published(session.workspace(), session.host().spark());
              return new Answer<>(
                  done, ImportSummary.of(published, Optional.ofNullable(name)).orElse(null));
            })
        : options.run(action::apply);
  }

  @Command(
      name = "round",
      description = "Runs each step that is due, until it has to wait for the vendor.")
  static int round(@Mixin WorkspaceOptions options) {
    return options.run(Winnow::round);
  }

  @Command(name = "score", description = "Scores the pool with the model of the last round.")
  static int score(@Mixin WorkspaceOptions options, @Mixin RoundOption round) {
    return options.run(winnow -> round.applyTo(winnow.score()));
  }

  @Command(
      name = "select",
      description = "Chooses the sentences to label and writes the annotation batches.")
  static int select(@Mixin WorkspaceOptions options, @Mixin RoundOption round) {
    return options.run(winnow -> round.applyTo(winnow.select()));
  }

  @Command(
      name = "merge",
      description = "Validates and adjudicates what the vendor returned; updates the labels.")
  static int merge(
      @Mixin WorkspaceOptions options,
      @Option(
              names = "--accept",
              paramLabel = "FILE",
              description = {
                "Merges this file of an inbox as it is now, or without it if it is gone, though",
                "an earlier merge had it otherwise. Such as 0003/inbox/answers.parquet, or",
                "0003/inbox for all files of a folder; may be repeated."
              })
          List<String> accept) {
    return options.run(winnow -> winnow.merge().accept(accept == null ? List.of() : accept));
  }

  @Command(name = "train", description = "Fine-tunes the encoder on all labels so far.")
  static int train(
      @Mixin WorkspaceOptions options,
      @Mixin RoundOption round,
      @Option(
              names = "--successor",
              paramLabel = "NAME",
              description = {
                "Trains the encoder that was imported as NAME instead, on the labels and on what"
                    + " the",
                "round's model predicts with certainty (train.successor); the round does not"
                    + " change."
              })
          String successor) {
    return options.run(winnow -> round.applyTo(winnow.train()).successor(successor));
  }

  @Command(name = "evaluate", description = "Measures the round's model on the held-out sentences.")
  static int evaluate(
      @Mixin WorkspaceOptions options,
      @Mixin RoundOption round,
      @Option(
              names = "--successor",
              paramLabel = "NAME",
              description = "Measures what 'winnow train --successor NAME' has trained instead.")
          String successor) {
    return options.run(winnow -> round.applyTo(winnow.evaluate()).successor(successor));
  }
}
