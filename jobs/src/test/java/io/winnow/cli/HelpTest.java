package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The help of every command. */
class HelpTest {

  private static final int COLUMNS = 80;

  /** {@code winnow} itself as the empty line, then {@code demo}, {@code model import} and so on. */
  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect("", whole(), names);
    return names.stream();
  }

  private static void collect(String name, CommandLine command, List<String> names) {
    names.add(name);
    command
        .getSubcommands()
        .forEach((word, below) -> collect((name + " " + word).strip(), below, names));
  }

  private static CommandLine whole() {
    return Main.commandLine(Environment.of(new String[0]), "the-log");
  }

  @ParameterizedTest(name = "winnow {0}")
  @MethodSource("commands")
  void helpFitsTheScreenAndExplainsEveryOptionAndExitCode(String command) {
    Said help = CommandLines.winnow((command + " --help").strip().split(" ")).exited(ExitCode.DONE);

    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: winnow " + command);
    assertThat(help.out().lines()).allMatch(line -> line.length() <= COLUMNS);
    for (ExitCode code : ExitCode.values()) {
      assertThat(help.out()).containsPattern("(?m)^ +%d +\\w".formatted(code.code()));
    }
    // A command that is built alone is the same as among the others.
    assertThat(help.out()).isEqualTo(among(command).getUsageMessage());
    CommandSpec spec = among(command).getCommandSpec();
    assertThat(spec.usageMessage().description()).as("description").isNotEmpty();
    assertThat(spec.options())
        .allSatisfy(
            option -> {
              assertThat(option.description()).as(option.longestName()).isNotEmpty();
              assertThat(help.out()).contains(option.longestName());
            });
  }

  @ParameterizedTest
  @CsvSource({"statsu,status", "lables diff,labels", "labels dispute,disputes", "vendor,simulate"})
  void aWordThatNamesNoCommandIsAnsweredWithThoseThatResembleIt(String command, String meant) {
    assertThat(CommandLines.winnow(command.split(" ")).exited(ExitCode.USAGE).err())
        .contains(meant);
  }

  private static CommandLine among(String command) {
    CommandLine found = whole();
    for (String word : command.split(" ")) {
      found = word.isEmpty() ? found : found.getSubcommands().get(word);
    }
    return found;
  }
}
