package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.winnow.api.ExitCode;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person can give wrongly: exit code 2, a message that helps, and nothing changed. */
class BadInputTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty.txt   | ''               | all its files are empty, or there are none
          blank.txt   | ' \\n\\n \\t\\n'     | no sentence in it (files 1, blank records 3
          one.txt     | one sentence\\n   | it has one sentence (read 1 times); add sentences
          bad.conll   | a B-PER\\nb\\n     | 1 of 1 records are bad, at most 0 may be. They are:
          bad.jsonl   | {"text": \\n{}\\n  | 2 of 2 records are bad, at most 0 may be. They are:
          bad.parquet | PAR1             | is not a Parquet file
          what.xyz    | a\\nb\\n           | what.xyz
          """)
  void aCorpusThatIsNoneIsRefused(String name, String content, String message) throws IOException {
    Desk desk = Desk.at(folder.resolve("workspace"));
    Path input = folder.resolve(name);
    Files.writeString(input, content.translateEscapes());
    desk.run("init", "--input=" + input, "--set=labels.types=[PER]")
        .exited(ExitCode.USAGE)
        .saying(name, message);

    assertThat(desk.pointers()).isEmpty();
    Path good = Sample.of(20).conll(folder.resolve("good.conll"));
    desk.run("init", "--input=" + good).exited(ExitCode.DONE);
  }

  @Test
  void anInputThatIsNotThereIsNamed() {
    Desk desk = Desk.at(folder.resolve("workspace"));
    desk.run("init", "--input=" + folder.resolve("nowhere.txt"))
        .exited(ExitCode.USAGE)
        .saying("nowhere.txt: there is no such file or folder");
    assertThat(desk.pointers()).isEmpty();
  }

  /** Spoils a good checkpoint. */
  private interface Spoiler {
    void spoil(Path checkpoint) throws IOException;
  }

  static Stream<Arguments> badModels() {
    return Stream.of(
        badModel("not there", BadInputTest::deleteAll, "There is no model folder"),
        badModel("no config", in -> Files.delete(in.resolve("config.json")), "no config.json"),
        badModel(
            "bad config", in -> write(in, "config.json", "{\"model_"), "config.json is no JSON"),
        badModel("other kind", in -> write(in, "config.json", "{\"model_type\": \"t5\"}"), "t5"),
        badModel(
            "half the weights", BadInputTest::cutInHalf, "model.safetensors is cut short: its"),
        badModel("no weights", in -> write(in, "model.safetensors", ""), "it has 0 bytes"),
        badModel(
            "no tokenizer",
            in -> write(in, "tokenizer.json", "{}"),
            "tokenizer.json is no tokenizer"));
  }

  private static Arguments badModel(String name, Spoiler spoiler, String message) {
    return arguments(name, spoiler, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badModels")
  void aModelFolderThatCannotBeReadIsRefused(String name, Spoiler spoiler, String message)
      throws IOException {
    Desk desk = Desk.at(folder.resolve("workspace"));
    Path encoder = TinyEncoder.write(folder.resolve("encoder"));
    spoiler.spoil(encoder);
    desk.run("model", "import", "--from=" + encoder)
        .exited(ExitCode.USAGE)
        .saying(encoder.toString(), message);

    assertThat(desk.pointers()).isEmpty();
    assertThat(desk.workspace().resolve("models")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          score --round=1      | run 'winnow train --round 0'
          select --round=1     | run 'winnow score --round 1'
          score --round=0      | run 'winnow select'
          merge                | run 'winnow round'
          train                | run 'winnow merge'
          evaluate             | run 'winnow train --round 0'
          vendor simulate      | run 'winnow round'
          """)
  void aCommandBeforeItsTurnNamesTheOneThatComesFirst(String command, String wayOut) {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    var before = desk.pointers();
    desk.run(command.split(" ")).exited(ExitCode.USAGE).saying("winnow: ", wayOut);
    assertThat(desk.pointers()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"round", "select", "score", "merge", "train", "evaluate", "vendor simulate"})
  void withoutACorpusEveryCommandAsksForIt(String command) {
    Desk desk = Desk.at(folder.resolve("workspace"));
    desk.run(command.split(" ")).exited(ExitCode.USAGE).saying("run 'winnow ");
    assertThat(desk.pointers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          round --set=train.epocs=3                  | did you mean train.epochs?
          round --set=train.epochs=many              | train.epochs
          round --set=select.budget-words=-1         | must be at least 0, not -1
          round --conf=nowhere.conf                  | nowhere.conf
          select --round=-1                          | --round -1
          vendor simulate --missed=2                 | missed is 2.0, must be from 0 to 1
          vendor simulate --annotators=0             | must be at least 1, not 0
          round --no-such-option                     | Unknown option: '--no-such-option'
          """)
  void wrongOptionsAndSettingsAreExplained(String command, String message) {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    desk.run(command.split(" ")).exited(ExitCode.USAGE).saying(message);
  }

  @Test
  void aFileSystemThatIsNoneIsAWrongOption() {
    CommandLines.winnow("status", "--workspace=nosuch://host/folder")
        .exited(ExitCode.USAGE)
        .saying("nosuch://host/folder");
  }

  private static void deleteAll(Path checkpoint) throws IOException {
    for (String file : new String[] {"config.json", "model.safetensors", "tokenizer.json"}) {
      Files.delete(checkpoint.resolve(file));
    }
    Files.delete(checkpoint);
  }

  private static void write(Path checkpoint, String file, String content) throws IOException {
    Files.writeString(checkpoint.resolve(file), content);
  }

  private static void cutInHalf(Path checkpoint) throws IOException {
    Path weights = checkpoint.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length / 2));
  }
}
