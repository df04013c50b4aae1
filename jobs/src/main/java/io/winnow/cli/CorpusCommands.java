package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.jobs.corpus.CorpusSummary;
import io.winnow.jobs.corpus.SummaryJob;
import io.winnow.jobs.corpus.SummaryPage;
import io.winnow.jobs.corpus.SummaryText;
import io.winnow.workspace.Json;
import java.util.List;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands {@code winnow corpus ...}. */
final class CorpusCommands {

  private CorpusCommands() {}

  @Command(
      name = "summary",
      description = {
        "Says what the corpus holds: sizes, lengths, scripts, metadata, copies and",
        "near-duplicates, entities, and how much of it labels cover."
      })
  static int summary(
      @Mixin WorkspaceOptions options,
      @Option(names = "--json", description = "The same as JSON.") boolean json,
      @Option(
              names = "--html",
              paramLabel = "FILE",
              description = "Writes a page, too; one that is there is replaced.")
          String page) {
    Session session = options.session(List.of());
    CorpusSummary summary = new SummaryJob(session.runner(session.config())).run();
    if (page != null) {
      Path file = options.workspace(page).root();
      options
          .workspace(file.getParent().toString())
          .replaceText(file.getName(), SummaryPage.of(summary));
    }
    return options.print(json ? Json.write(summary) : SummaryText.of(summary));
  }
}
