package io.winnow.jobs.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.winnow.Internal;
import io.winnow.foreign.PassedOver;
import io.winnow.jobs.Published;
import io.winnow.jobs.handoff.Withheld;
import io.winnow.jobs.round.Due;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.round.Questions;
import io.winnow.jobs.round.Returned;
import io.winnow.jobs.stop.RoundRecords;
import io.winnow.jobs.stop.Stopping;
import io.winnow.workspace.LeaseHolder;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a workspace stands. As JSON this is what {@code winnow status --json} prints.
 *
 * @param types entity types
 * @param corpus counts of the corpus; empty before init
 * @param encoder the pretrained encoder's name; null before it is imported
 * @param labels counts of the label store; empty before the first merge
 * @param rounds every round that has begun
 * @param stop what the rules for stopping say after the last round that is over
 * @param dueRound round of the step that is due
 * @param due the step that is due, see {@link io.winnow.jobs.round.Step}
 * @param advice what a person does next
 * @param heldBy the driver that holds the workspace now; null if none
 * @param notRead what lies in the inboxes and is no file that can be read, with the reason; the
 *     first hundred
 * @since 0.1.0
 */
public record Status(
    String workspace,
    List<String> types,
    SortedMap<String, Long> corpus,
    String encoder,
    SortedMap<String, Long> labels,
    List<RoundStatus> rounds,
    Stopping stop,
    int dueRound,
    String due,
    String advice,
    String heldBy,
    List<String> notRead) {

  private static final int MOST_NOT_READ = 100;

  /**
   * A round. What has not happened yet is null.
   *
   * @param selectedSentences chosen for training
   * @param selectedWords in them
   * @param sent sentences handed to the vendor, held-out ones included
   * @param withheld sentences selected, but not sent, since private matter is left in them
   * @param answered of the sent ones, how many have all requested annotations
   * @param trainedWords labelled words that the round's model was trained on
   * @param steps of training
   * @param f1 on the held-out sentences, by conlleval's rules, in 0 to 1
   * @param kappa of its model's tags of the stop set with those of the round before
   * @param uncertainty of its model, on average over the unlabelled part of the stop set, in nats a
   *     word
   * @param batches the folder that the vendor gets
   * @param inbox the folder that returns go to
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record RoundStatus(
      int round,
      Long scored,
      Long selectedSentences,
      Long selectedWords,
      Long sent,
      Long withheld,
      Long answered,
      Long trainedWords,
      Long steps,
      Double f1,
      Double precision,
      Double recall,
      Double kappa,
      Double uncertainty,
      String batches,
      String inbox) {}

  /**
   * @param holder who works in the workspace and lives
   */
  @Internal
  public static Status of(
      Published published, JobSettings settings, Clock clock, Optional<LeaseHolder> holder) {
    Workspace workspace = published.workspace();
    Questions questions = Questions.of(published, settings, clock);
    Due due = questions.due();
    Optional<Pointer> corpus = published.latest(workspace.corpus());
    return new Status(
        workspace.toString(),
        corpus.isPresent() ? published.types().types() : List.of(),
        counts(corpus),
        published
            .latest(workspace.baseModel())
            .map(pointer -> published.manifest(pointer).model().id())
            .orElse(null),
        counts(published.latest(workspace.labels())),
        published.rounds().stream().map(round -> round(questions, round)).toList(),
        questions.stopping(),
        due.round(),
        due.step().name(),
        due.step().advice(),
        holder.map(Status::describe).orElse(null),
        questions.notRead().stream().limit(MOST_NOT_READ).map(PassedOver::toString).toList());
  }

  private static SortedMap<String, Long> counts(Optional<Pointer> published) {
    return new TreeMap<>(published.map(Pointer::counts).orElse(Map.of()));
  }

  private static RoundStatus round(Questions questions, int round) {
    Published published = questions.published();
    Workspace workspace = published.workspace();
    Optional<Pointer> selection = published.latest(workspace.selection(round));
    Optional<Pointer> outbox = published.latest(workspace.outbox(round));
    Optional<Pointer> model = published.latest(workspace.model(round));
    Map<String, Double> measured =
        published
            .latest(workspace.evaluation(round))
            .map(pointer -> published.manifest(pointer).numbers())
            .orElse(Collections.emptySortedMap());
    Returned returned = questions.returned(round);
    return new RoundStatus(
        round,
        count(published.latest(workspace.scores(round)), "sentences"),
        selection
            .map(pointer -> pointer.count("sentences") - pointer.count("holdout"))
            .orElse(null),
        count(selection, "words"),
        count(outbox, "sentences"),
        outbox.map(Withheld::count).orElse(null),
        returned.sent() > 0 ? (Long) returned.answered() : null,
        count(model, "words"),
        count(model, "steps"),
        measured.get("f1"),
        measured.get("precision"),
        measured.get("recall"),
        measured.get(RoundRecords.KAPPA),
        measured.get(RoundRecords.UNCERTAINTY),
        outbox.map(pointer -> workspace.resolve(pointer.output("batches")).toString()).orElse(null),
        workspace.inbox(round).toString());
  }

  private static Long count(Optional<Pointer> published, String name) {
    return published.map(pointer -> pointer.count(name)).orElse(null);
  }

  private static String describe(LeaseHolder holder) {
    return "%s on %s (pid %d) since %s"
        .formatted(holder.command(), holder.host(), holder.pid(), holder.taken());
  }
}
