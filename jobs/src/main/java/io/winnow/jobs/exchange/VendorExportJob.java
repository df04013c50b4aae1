package io.winnow.jobs.exchange;

import io.winnow.contract.BatchManifest;
import io.winnow.exchange.ToolFormat;
import io.winnow.exchange.VendorExport;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.ingest.InputException;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;

/**
 * Writes a round's batches for another tool.
 *
 * @param folder absent or empty
 */
public record VendorExportJob(Runner runner, int round, ToolFormat format, Path folder) {

  public Outcome run() {
    Workspace workspace = runner.workspace();
    Pointer outbox = runner.published().outbox(round);
    try {
      BatchManifest manifest =
          new VendorExport(folder.getFileSystem(workspace.files().getConf()), folder, format)
              .write(workspace.files(), workspace.resolve(outbox.output("batches")));
      runner
          .console()
          .say(
              "Export: %d sentences of round %d in %d files for %s in\n  %s"
                  .formatted(manifest.rows(), round, manifest.files().size(), format, folder));
      return Outcome.DONE;
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot export round " + round, e);
    }
  }
}
