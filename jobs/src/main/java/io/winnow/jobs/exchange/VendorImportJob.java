package io.winnow.jobs.exchange;

import io.winnow.contract.OutboxReader;
import io.winnow.contract.SentSentences;
import io.winnow.exchange.VendorImport;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.ingest.InputException;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Puts the exports of another tool into a round's inbox as one return.
 *
 * @param files one at least
 */
public record VendorImportJob(Runner runner, int round, VendorImport settings, List<Path> files) {

  public Outcome run() {
    Workspace workspace = runner.workspace();
    Pointer outbox = runner.published().outbox(round);
    try {
      SentSentences sent =
          OutboxReader.read(workspace.files(), workspace.resolve(outbox.output("batches")))
              .lookup();
      VendorImport.Imported imported =
          settings.run(files, sent, workspace.files(), workspace.inbox(round));
      runner
          .console()
          .say(
              "Import: %d answers and %d unreadable records lie in\n  %s"
                  .formatted(imported.answers(), imported.unreadable(), imported.file()));
      return Outcome.DONE;
    } catch (FileNotFoundException e) {
      throw new InputException("Cannot import: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot import into round " + round, e);
    }
  }
}
