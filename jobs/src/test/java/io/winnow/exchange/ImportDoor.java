package io.winnow.exchange;

import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One record as {@code vendor import} and the merge read it, for a sentence that was sent. */
public final class ImportDoor {

  /** Fields that say whose answer a record is, in the formats of all three tools. */
  public static final String IDS =
      "\"record_id\":\"r\",\"batch_id\":\"r0001-b0001\",\"id\":1,\"annotator\":1,\"answer\":\"accept\"";

  private final Path folder;
  private final String text;

  public ImportDoor(Path folder, String text) {
    this.folder = folder;
    this.text = text;
  }

  /**
   * @return such as {@code Ida PER, Ulm LOC}
   * @throws IllegalArgumentException if the record or the file is refused
   */
  public String spans(String tool, String json) {
    try {
      Office office =
          new Office(
              Files.createTempDirectory(folder, "office"),
              List.of(
                  new OutboundSentence("r", text, WordSplitter.split(text), List.of(), List.of())));
      office.deliver(ToolFormat.named(tool), json);
      CollectedReturns check = office.check();
      if (!check.rejected().isEmpty()) {
        throw new IllegalArgumentException(check.rejected().get(0).message());
      }
      var words = WordSplitter.split(text);
      return check.accepted().get(0).annotation().spans().stream()
          .map(
              it ->
                  text.substring(
                          words.get(it.startWord()).start(), words.get(it.endWord() - 1).end())
                      + " "
                      + it.type())
          .collect(Collectors.joining(", "));
    } catch (ContractBreachException | IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
