package io.winnow.contract;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Versions of the contract. A later one adds optional columns of batches and optional fields of the
 * manifest, and changes nothing else: who reads the columns of an earlier one reads them in all
 * later ones. A hand-off is of the first version that has all that it uses.
 */
public enum ContractVersion {
  V1_0("1.0"),

  /** With context and metadata beside sentences, and placeholders counted. */
  V1_1("1.1");

  private final String number;

  ContractVersion(String number) {
    this.number = number;
  }

  /** The newest; the contract's page describes it. */
  public static ContractVersion newest() {
    return V1_1;
  }

  /** As batches and manifests say it. */
  public String number() {
    return number;
  }

  /** The columns of a batch. Those of 1.0 are the ones that every row has a value in. */
  public MessageType batch() {
    if (this == newest()) {
      return Contract.BATCH;
    }
    List<Type> first =
        Contract.BATCH.getFields().stream()
            .filter(field -> field.isRepetition(Type.Repetition.REQUIRED))
            .toList();
    return new MessageType(Contract.BATCH.getName(), first);
  }
}
