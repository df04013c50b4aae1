package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.TerminalConsole.Watcher;
import io.winnow.display.TerminalView.Ink;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardStreamsTest {

  @ParameterizedTest
  @CsvSource({
    "PERSON,                             '',  COLOUR",
    "LOG,                                '',  PLAIN",
    "PERSON, TERM=dumb,                       PLAIN",
    "PERSON, NO_COLOR=1,                      PLAIN",
    "PERSON, NO_COLOR=,                       COLOUR",
    "LOG,    CLICOLOR_FORCE=1,                COLOUR",
    "LOG,    CLICOLOR_FORCE=0,                PLAIN",
    "LOG,    CLICOLOR_FORCE=1 NO_COLOR=1,     PLAIN",
    "PERSON, CLICOLOR_FORCE=0,                COLOUR",
  })
  void colourIsForPeopleUnlessTheySayOtherwise(Watcher reader, String variables, Ink ink) {
    assertThat(StandardStreams.ink(reader, environment(variables))).isEqualTo(ink);
  }

  private static Map<String, String> environment(String variables) {
    return List.of(variables.split(" ")).stream()
        .filter(variable -> !variable.isEmpty())
        .map(variable -> variable.split("=", -1))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
