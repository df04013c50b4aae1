package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.files.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

/** The page says what the code does. */
class ContractPageTest {

  private static final String PAGE =
      new String(Resources.bytes(Contract.class, Contract.PAGE), StandardCharsets.UTF_8);

  /** The page's code blocks in a language, in their order. */
  static List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
        .matcher(PAGE)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void itNamesTheVersion() {
    assertThat(PAGE)
        .startsWith("# The contract")
        .contains("version " + ContractVersion.newest().number() + "\n");
  }

  @Test
  void itsSchemasAreThoseThatAreWrittenAndRead() {
    List<MessageType> schemas =
        blocks("parquet").stream().map(MessageTypeParser::parseMessageType).toList();
    assertThat(schemas).containsExactly(Contract.BATCH, Contract.RETURN);
  }

  @Test
  void itsReasonsAreAllThatThereAreInTheirOrder() {
    String table =
        Arrays.stream(ReasonCode.values())
            .map(code -> "| `%s` | %s |\n".formatted(code, code.meaning()))
            .collect(Collectors.joining("", "| reason | meaning |\n|---|---|\n", "\n"));
    assertThat(PAGE).contains(table);
  }

  @Test
  void itExplainsEveryColumnFileAndFooterKey() {
    for (MessageType schema : List.of(Contract.BATCH, Contract.RETURN)) {
      schema.getFields().forEach(field -> assertThat(PAGE).contains("`" + field.getName() + "`"));
    }
    assertThat(PAGE)
        .contains(
            "`" + Contract.MANIFEST + "`",
            "`" + Contract.MANIFEST_CHECKSUM + "`",
            "`" + Contract.MANIFEST_SIGNATURE + "`",
            "`" + Contract.MANIFEST_SCHEMA + "`",
            "`" + Contract.README + "`",
            "`" + Contract.PAGE + "`",
            "`" + Contract.KEY_CONTRACT + "`",
            "`" + Contract.KEY_BATCH + "`",
            "`" + Contract.KEY_ROUND + "`",
            "`" + Contract.KEY_LABELS + "`",
            "`" + Contract.KEY_GUIDELINES + "`",
            "`" + Contract.KEY_ANNOTATORS + "`",
            "`" + Contract.KEY_OFFSETS + "`");
  }

  @Test
  void itHasExamplesToRun() {
    assertThat(blocks("sql")).hasSize(3);
    assertThat(blocks("python")).hasSize(1);
    assertThat(
            Pattern.compile("```(\\w+)\\n").matcher(PAGE).results().map(MatchResult::group).count())
        .isEqualTo(7);
  }
}
