package io.winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of documentation: text with commands and what they answer, in blocks that begin with
 * {@code ```console}. A comment {@code <!-- starts from STAGE as NAME -->} puts a workspace there
 * first.
 */
record Page(Path file, List<Part> parts) {

  private static final String BLOCK = "```console";
  private static final String BLOCK_END = "```";
  private static final String PROMPT = "$ ";
  private static final Pattern START = Pattern.compile("<!-- starts from (\\w+) as (\\w+) -->");

  /** Something in a page. */
  sealed interface Part {

    List<String> lines();
  }

  /** What nothing is done with. */
  record Text(List<String> lines) implements Part {}

  /**
   * A workspace to begin with.
   *
   * @param name of its folder
   */
  record Start(String line, Stages stage, String name) implements Part {

    @Override
    public List<String> lines() {
      return List.of(line);
    }
  }

  /**
   * A command.
   *
   * @param answer what it prints, as the page says
   */
  record Command(String words, List<String> answer) implements Part {

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>(List.of(PROMPT + words));
      lines.addAll(answer);
      return lines;
    }
  }

  static Page read(Path file) throws IOException {
    List<Part> parts = new ArrayList<>();
    boolean isInBlock = false;
    for (String line : Files.readAllLines(file)) {
      Matcher start = START.matcher(line);
      if (isInBlock && !line.equals(BLOCK_END)) {
        if (line.startsWith(PROMPT)) {
          parts.add(new Command(line.substring(PROMPT.length()), new ArrayList<>()));
        } else {
          ((Command) parts.get(parts.size() - 1)).answer().add(line);
        }
      } else if (start.matches()) {
        parts.add(new Start(line, Stages.valueOf(start.group(1)), start.group(2)));
      } else {
        isInBlock = line.equals(BLOCK);
        parts.add(new Text(List.of(line)));
      }
    }
    return new Page(file, parts);
  }

  /** Writes the page with other answers to its commands. */
  void rewrite(Function<Command, Command> answered) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Part part : parts) {
      lines.addAll(
          part instanceof Command command ? answered.apply(command).lines() : part.lines());
    }
    Files.write(file, lines);
  }
}
