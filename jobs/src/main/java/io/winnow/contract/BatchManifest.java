package io.winnow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.winnow.contract.HandOff.Guideline;
import io.winnow.text.LabelScheme;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an outbox holds, as {@code manifest.json} says it.
 *
 * @param contract version of the contract, see {@link ContractVersion#number}
 * @param offsets the unit of character offsets, {@link Contract#CODE_POINTS}
 * @param files the batches in order
 * @param labels entity types, in the scheme's order
 * @param guidelines what each type means, by type
 * @param redacted how many placeholders stand in all sentences, by kind such as {@code EMAIL}; not
 *     written where there are none, as before there were any
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BatchManifest(
    String contract,
    int round,
    String offsets,
    int annotatorsPerSentence,
    List<String> labels,
    Map<String, Guideline> guidelines,
    List<BatchFile> files,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> redacted) {

  public BatchManifest {
    redacted =
        Collections.unmodifiableSortedMap(
            redacted == null ? new TreeMap<>() : new TreeMap<>(redacted));
  }

  /**
   * @param name file name within the outbox
   * @param batchId such as {@code r0003-b0001}
   * @param words in all sentences: what vendors bill
   * @param sha256 of the file, 64 hexadecimal digits
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record BatchFile(String name, String batchId, long rows, long words, String sha256) {}

  public LabelScheme labelScheme() {
    return new LabelScheme(labels);
  }

  public long rows() {
    return files.stream().mapToLong(BatchFile::rows).sum();
  }

  public long words() {
    return files.stream().mapToLong(BatchFile::words).sum();
  }
}
