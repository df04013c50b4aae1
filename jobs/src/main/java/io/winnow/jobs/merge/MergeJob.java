package io.winnow.jobs.merge;

import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.MajorityVote;
import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.StepMissingException;
import io.winnow.vendor.ReasonCode;
import io.winnow.vendor.RejectedRow;
import io.winnow.vendor.ReturnCheck;
import io.winnow.vendor.ReturnValidator;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * Makes the label store anew from everything that the vendor has delivered in any round. So a merge
 * that is done twice, or after deliveries in another order, ends with the same labels.
 */
public record MergeJob(JobContext context, MergeSettings settings) {

  private static final int MESSAGES_SHOWN = 5;

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.labels();
    Optional<Pointer> before = shelf.latest();
    Deliveries deliveries = Deliveries.in(workspace);
    Optional<RunManifest> earlier =
        before.map(pointer -> RunManifest.read(workspace, pointer.run()));
    earlier.ifPresent(deliveries::requireAllOf);
    if (earlier.isPresent() && Deliveries.readBy(earlier.get()).equals(deliveries.hashes())) {
      return context.alreadyDone("Merge: no new file in any inbox", before.get());
    }
    Sent sent = Sent.of(workspace);
    if (sent.rounds().isEmpty()) {
      throw new StepMissingException(
          workspace + " has sent nothing to the vendor yet: run 'winnow round'");
    }
    if (deliveries.files().isEmpty()) {
      context
          .console()
          .say(
              "Merge: nothing returned yet; returns go to "
                  + workspace.inbox(sent.rounds().lastKey()));
      return Outcome.WAITING;
    }
    RunRecorder run = context.start("merge");

    ReturnCheck check = run.stage("check", () -> check(deliveries, sent));
    MergeTables tables = new MergeTables(context, run.run(), sent);
    Map<String, Path> outputs = new TreeMap<>(tables.writeRejected(check.rejected()));
    requireFewRejects(check, outputs);
    outputs.putAll(run.stage("annotations", () -> tables.writeAnnotations(check.accepted())));
    LabelStore labels =
        run.stage(
            "adjudicate",
            () ->
                LabelStore.of(
                    check.accepted(), sent, Entities.of(context.workspace()), adjudicator()));
    Path target = shelf.newRun(run.run());
    long words = run.stage("labels", () -> tables.writeLabels(labels, target));
    outputs.put("labels", target);

    deliveries
        .hashes()
        .forEach((file, hash) -> run.input(Deliveries.input(file), delivery(file, hash)));
    Map<String, Long> counts = new TreeMap<>(labels.answered());
    counts.put("labels", (long) labels.rows().size());
    counts.put("words", words);
    counts.put("annotations", (long) check.accepted().size());
    counts.put("rejected", (long) check.rejected().size());
    context.publish(run, shelf, before.map(Pointer::sequence).orElse(0) + 1, outputs, counts);
    say(check, labels, words, outputs);
    return Outcome.DONE;
  }

  /** Whether something lies in an inbox that the latest merge did not read. */
  public static boolean hasNews(Workspace workspace) {
    Deliveries deliveries = Deliveries.in(workspace);
    return workspace
        .labels()
        .latest()
        .map(pointer -> Deliveries.readBy(RunManifest.read(workspace, pointer.run())))
        .map(read -> !read.equals(deliveries.hashes()))
        .orElse(!deliveries.files().isEmpty());
  }

  private Adjudicator adjudicator() {
    return switch (settings.adjudicator()) {
      case MAJORITY -> new MajorityVote();
    };
  }

  private ReturnCheck check(Deliveries deliveries, Sent sent) {
    try {
      return new ReturnValidator(Entities.of(context.workspace()), sent.lookup())
          .check(context.workspace().files(), deliveries.files());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the returns", e);
    }
  }

  /** An answer that its annotator has corrected since is no bad row. */
  private void requireFewRejects(ReturnCheck check, Map<String, Path> outputs) {
    long bad =
        check.rejected().stream().filter(row -> row.reason() != ReasonCode.SUPERSEDED).count();
    double share = check.rowsRead() == 0 ? 0 : (double) bad / check.rowsRead();
    if (share > settings.maxRejectShare()) {
      throw new TooManyRejectsException(
          "Cannot merge: %d of %d returned rows are rejected, a share of %.3f; merge.max-reject-share is %.3f. %s\nAll of them with reasons, to send back to the vendor: %s\nTake the files that are wrong out of the inbox, or raise merge.max-reject-share"
              .formatted(
                  bad,
                  check.rowsRead(),
                  share,
                  settings.maxRejectShare(),
                  reasons(check),
                  outputs.values()));
    }
  }

  private static String reasons(ReturnCheck check) {
    return check.rejected().stream()
        .collect(Collectors.groupingBy(RejectedRow::reason, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(reason -> "%s %d".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining(", "));
  }

  private RunManifest.Input delivery(String file, String hash) {
    return new RunManifest.Input("rounds/" + file, null, new TreeMap<>(), hash);
  }

  private void say(ReturnCheck check, LabelStore labels, long words, Map<String, Path> outputs) {
    context
        .console()
        .say(
            "Merge: %,d answers accepted, %,d rejected, %,d repeated\n  label store: %,d sentences, %,d words"
                .formatted(
                    check.accepted().size(),
                    check.rejected().size(),
                    check.repeated(),
                    labels.rows().size(),
                    words));
    if (!check.rejected().isEmpty()) {
      context.console().say("Rejected: " + reasons(check));
      check.rejected().stream()
          .limit(MESSAGES_SHOWN)
          .forEach(row -> context.console().say("  " + row.message()));
      outputs.forEach(
          (name, path) -> {
            if (name.startsWith(MergeTables.REJECTED)) {
              context.console().say("  all of them: " + path);
            }
          });
    }
  }
}
