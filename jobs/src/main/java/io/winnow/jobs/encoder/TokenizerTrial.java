package io.winnow.jobs.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.display.Printable;
import io.winnow.files.TemporaryFolder;
import io.winnow.model.files.InvalidModelException;
import io.winnow.process.Child;
import io.winnow.process.ChildEnd;
import io.winnow.process.ChildJvm;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Brings a folder's tokenizer into its one form, and tries it, in a process of its own:
 * HuggingFace's library runs what the folder says, such as regular expressions, in native code that
 * can't be interrupted, takes any time and memory, and ends the process at some damaged files.
 */
final class TokenizerTrial {

  /** Of the longest that any model's may take, on a machine that has much else to do. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final int LINES = 4;

  private final Path files;
  private final Path model;
  private final TrialBounds bounds;

  private TokenizerTrial(Path files, Path model) throws IOException {
    this.files = files;
    this.model = model;
    this.bounds = TrialBounds.of(bytes(files));
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(it -> !ModelFileNames.isWeights(it.getFileName().toString()))
          .mapToLong(it -> it.toFile().length())
          .sum();
    }
  }

  /**
   * @param files as they came
   * @param model a folder with what else of the files belongs there, which gets the tokenizer
   * @return what of the tokenizer's files was changed or could not be followed, a sentence each
   * @throws InvalidModelException if there is none that spells texts within bounds of time and
   *     memory
   */
  static List<String> run(Path files, Path model) throws IOException {
    return new TokenizerTrial(files, model).run();
  }

  private List<String> run() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("winnow-tokenizer");
        Child child = start(folder.path())) {
      Optional<String> answer = Optional.ofNullable(child.answers().readLine());
      ChildEnd end = child.end();
      if (answer.isEmpty() || !end.isDone()) {
        throw new InvalidModelException(
            "%s has a tokenizer that can't be used: %s".formatted(files, problem(end)));
      }
      JsonNode said = Json.tree(answer.get());
      if (said.has(TokenizerTrialWork.REFUSED)) {
        throw new InvalidModelException(said.get(TokenizerTrialWork.REFUSED).asText());
      }
      return StreamSupport.stream(said.get(TokenizerTrialWork.REMARKS).spliterator(), false)
          .map(JsonNode::asText)
          .toList();
    }
  }

  private Child start(Path folder) {
    return ChildJvm.in(folder)
        .heap(bounds.heapMegabytes())
        .within(LONGEST)
        .start(
            TokenizerTrialWork.class,
            List.of(
                files.toAbsolutePath().toString(),
                model.toAbsolutePath().toString(),
                Long.toString(bounds.seconds()),
                Integer.toString(bounds.memoryMegabytes())));
  }

  private String problem(ChildEnd end) {
    if (end.kind() == ChildEnd.Kind.OUT_OF_MEMORY) {
      return "it needs more than %,d MB of memory".formatted(bounds.heapMegabytes());
    }
    String said =
        end.errors()
            .lines()
            .filter(
                line -> !line.isBlank() && !line.startsWith("\tat ") && !line.matches(" +\\d+: .*"))
            .limit(LINES)
            .map(Printable::inLine)
            .reduce("%s; %s"::formatted)
            .orElse("nothing");
    return "the process that tried it %s and said: %s".formatted(end.clause(), said);
  }
}
