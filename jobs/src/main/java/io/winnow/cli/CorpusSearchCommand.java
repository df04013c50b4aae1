package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.config.WinnowConfig;
import io.winnow.display.TerminalView;
import io.winnow.display.TypePalette;
import io.winnow.jobs.corpus.Found;
import io.winnow.jobs.corpus.FoundText;
import io.winnow.jobs.corpus.SearchJob;
import io.winnow.jobs.corpus.SearchQuery;
import io.winnow.jobs.corpus.SearchQuery.Part;
import io.winnow.weak.WeakRules.LetterCase;
import io.winnow.workspace.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "search",
    description = {
      "Finds sentences by their words, a regular expression, entity types, metadata or",
      "meaning. What is asked for must hold all at once. Changes nothing."
    })
final class CorpusSearchCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  @Option(
      names = "--words",
      paramLabel = "WORDS",
      description = {
        "All of these words occur, as whole words;",
        "\"in quotation marks\", one behind the other."
      })
  private String words = "";

  @Option(
      names = "--case",
      paramLabel = "CASE",
      defaultValue = "fold",
      description = "Of --words: fold (default) or exact: Paris is not PARIS.")
  private LetterCase letters;

  @Option(
      names = "--regex",
      paramLabel = "REGEX",
      description = {
        "A regular expression of Java is found in the text;",
        "(?i) in front: letter case does not count."
      })
  private String regex;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = {
        "The sentence has an entity of this type: by its label,",
        "else as the corpus came, else by the newest scores.",
        "May be repeated: then it has one of each."
      })
  private List<String> types = List.of();

  @Option(
      names = "--like",
      paramLabel = "TEXT",
      description = {
        "The sentences whose meaning is nearest to this text, by",
        "the embeddings of the newest scores that have some",
        "(score.embeddings = mean)."
      })
  private String like;

  @Option(
      names = "--where",
      paramLabel = "SQL",
      description = "A condition on the metadata, as in select.where.")
  private String where = "";

  @Option(
      names = "--in",
      paramLabel = "PART",
      defaultValue = "corpus",
      description = {
        "Where to search: corpus (default; all but the hold-out",
        "set), pool, sent, labelled or holdout."
      })
  private Part part;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = {
        "Show at most so many; with --like, find so many",
        "(default: ${DEFAULT-VALUE})."
      })
  private int limit;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = {
        "Write the ids of all that is found, for select.only:",
        "as Parquet if the name ends with .parquet, else one a",
        "line."
      })
  private String target;

  @Option(names = "--json", description = "What is shown, as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw options.refused("--limit must be at least 1, not " + limit);
    }
    SearchQuery query =
        new SearchQuery(
            part,
            SearchQuery.phrases(words),
            letters,
            Optional.ofNullable(regex),
            types,
            where,
            Optional.ofNullable(like));
    if (query.isEmpty()) {
      throw options.refused(
          "Nothing to search for: give --words, --regex, --type, --like, --where or --in");
    }
    Session session = options.session(List.of());
    WinnowConfig config = session.config();
    Optional<Path> file = Optional.ofNullable(target).map(it -> options.workspace(it).root());
    Found found =
        new SearchJob(session.runner(config), config.jobs().score(), query, limit, file).run();
    if (json) {
      return options.print(Json.write(found));
    }
    TerminalView view =
        new TerminalView(new TypePalette(types), options.environment().streams().ink());
    String written = file.map(it -> "%nWritten: %s; for select.only%n".formatted(it)).orElse("");
    return options.print(FoundText.of(found, query, view) + written);
  }
}
