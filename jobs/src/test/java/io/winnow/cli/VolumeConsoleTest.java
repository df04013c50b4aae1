package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.Volume.VolumeConsole;
import io.winnow.jobs.Console;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeConsoleTest {

  private record Said(List<String> lines) implements Console {

    @Override
    public void say(String line) {
      lines.add(line);
    }

    @Override
    public Progress progress(String task, long total, String unit) {
      return Progress.UNSEEN;
    }
  }

  @Test
  void noWordOfACorpusCommandsTheTerminal() {
    Said said = new Said(new ArrayList<>());
    new VolumeConsole(said, new Volume()).say("two\n\tlines, \u001b[2J and \u202eback");
    assertThat(said.lines()).containsExactly("two\n\tlines, \u241b[2J and \ufffdback");
  }
}
