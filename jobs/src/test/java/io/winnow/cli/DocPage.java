package io.winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of documentation: text with commands and what they answer, in blocks that begin with
 * {@code ```console}. A comment {@code <!-- starts from STAGE as NAME -->} puts a workspace there
 * first. In an answer a line of three dots stands for any lines.
 */
public record DocPage(Path file, List<Part> parts) {

  private static final String BLOCK = "```console";
  private static final String BLOCK_END = "```";
  private static final String GOES_ON = "\\";
  private static final String ANY_LINES = "...";
  private static final Pattern RUN = Pattern.compile("\\b\\d{8}T\\d{6}Z-[0-9a-f]{6}\\b");
  private static final Pattern NUMBER = Pattern.compile("-?\\.?\\d[\\d,.:TZ]*");
  private static final Pattern SPACES = Pattern.compile("[\\s=-]+");
  private static final Pattern START = Pattern.compile("<!-- starts from (\\w+) as (\\w+) -->");

  /** Who is asked. */
  enum Prompt {
    SHELL("$ "),
    SQL("spark-sql> ");

    private final String sign;

    Prompt(String sign) {
      this.sign = sign;
    }

    private static Optional<Prompt> of(String line) {
      return Stream.of(values()).filter(prompt -> line.startsWith(prompt.sign)).findFirst();
    }
  }

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
   * A command, or a statement.
   *
   * @param words of one line or, where each but the last ends with a backslash, of more
   * @param answer what it prints, as the page says
   */
  public record Command(Prompt prompt, String words, List<String> answer) implements Part {

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>((prompt.sign + words).lines().toList());
      lines.addAll(answer);
      return lines;
    }

    /** Whether what it printed is what the page says, figures and runs aside. */
    public boolean isAnsweredBy(List<String> printed) {
      List<String> lines = printed.stream().map(Command::masked).toList();
      // How many of the lines may be behind what was read of the page so far.
      BitSet read = new BitSet();
      read.set(0);
      for (String line : answer) {
        if (line.equals(ANY_LINES)) {
          read.set(read.nextSetBit(0), lines.size() + 1);
        } else {
          String shown = masked(line);
          BitSet next = new BitSet();
          read.stream()
              .filter(i -> i < lines.size() && lines.get(i).equals(shown))
              .forEach(i -> next.set(i + 1));
          read = next;
        }
        if (read.isEmpty()) {
          return false;
        }
      }
      return read.get(lines.size());
    }

    private static String masked(String line) {
      String runs = RUN.matcher(line).replaceAll("RUN");
      return SPACES.matcher(NUMBER.matcher(runs).replaceAll("#")).replaceAll(" ").strip();
    }
  }

  public static DocPage read(Path file) throws IOException {
    List<Part> parts = new ArrayList<>();
    boolean isInBlock = false;
    for (String line : Files.readAllLines(file)) {
      Matcher start = START.matcher(line);
      if (isInBlock && !line.equals(BLOCK_END)) {
        readInBlock(line, parts);
      } else if (start.matches()) {
        parts.add(new Start(line, Stages.valueOf(start.group(1)), start.group(2)));
      } else {
        isInBlock = line.equals(BLOCK);
        parts.add(new Text(List.of(line)));
      }
    }
    return new DocPage(file, parts);
  }

  private static void readInBlock(String line, List<Part> parts) {
    Optional<Prompt> prompt = Prompt.of(line);
    if (prompt.isPresent()) {
      String words = line.substring(prompt.get().sign.length());
      parts.add(new Command(prompt.get(), words, new ArrayList<>()));
      return;
    }
    Command last = (Command) parts.get(parts.size() - 1);
    if (last.words().endsWith(GOES_ON)) {
      parts.set(
          parts.size() - 1, new Command(last.prompt(), last.words() + "\n" + line, last.answer()));
    } else {
      last.answer().add(line);
    }
  }

  /** Its commands, in their order. */
  public List<Command> commands() {
    return parts.stream().filter(Command.class::isInstance).map(Command.class::cast).toList();
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
