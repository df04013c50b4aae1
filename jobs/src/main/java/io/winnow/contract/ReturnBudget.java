package io.winnow.contract;

import io.winnow.contract.parquet.ReadBudget;
import io.winnow.contract.parquet.ReadBudget.Amounts;
import io.winnow.contract.parquet.ReadBudget.Resource;

/**
 * What is left for the returns that are still to be read. A file that is refused gives back what it
 * took, but for its time: so it can't be the reason why another one is refused, and many of them
 * can't take forever.
 */
final class ReturnBudget {

  /** So that one file can't take the time of all others. */
  static final int SHARE_OF_TIME = 4;

  private static final int BYTES_PER_MEGABYTE = 1 << 20;

  private final ReturnLimits limits;
  private final long asked;
  private final Amounts whole;
  private Amounts left;
  private ReadBudget file;

  /**
   * @param asked answers that were asked for
   */
  ReturnBudget(ReturnLimits limits, long asked) {
    this.limits = limits;
    this.asked = asked;
    this.whole = limits.amounts(asked);
    this.left = whole;
  }

  /** What the next file may take. */
  ReadBudget begin() {
    file =
        new ReadBudget(
            new Amounts(left.rows(), left.values(), left.bytes(), left.millis() / SHARE_OF_TIME));
    return file;
  }

  /** It was read. */
  void read() {
    left = left.minus(file.spent());
  }

  /** It was refused. */
  void refused() {
    left = left.minus(new Amounts(0, 0, 0, file.spent().millis()));
  }

  /**
   * @throws ContractBreachException if it has more bytes than all returns may unpack to
   */
  void requireLength(String name, long length) {
    if (length > whole.bytes()) {
      throw breach(
          name,
          Resource.MEGABYTES,
          "it has %,d megabytes, and all returns together may have %,d"
              .formatted(length / BYTES_PER_MEGABYTE, whole.bytes() / BYTES_PER_MEGABYTE));
    }
  }

  /** Of the file that is read, which goes beyond something. */
  ContractBreachException breach(String name, Resource resource) {
    return switch (resource) {
      case ROWS -> breach(name, resource, whole.rows(), left.rows());
      case VALUES -> breach(name, resource, whole.values(), left.values());
      case MEGABYTES ->
          breach(
              name,
              resource,
              whole.bytes() / BYTES_PER_MEGABYTE,
              left.bytes() / BYTES_PER_MEGABYTE);
      case SECONDS ->
          breach(
              name,
              resource,
              "reading it takes more than %,d seconds of a processor, a quarter of what the other returns left of %,d"
                  .formatted(left.millis() / SHARE_OF_TIME / 1000, whole.millis() / 1000));
      case HEAP_MEGABYTES ->
          breach(
              name,
              resource,
              "reading it takes more than %,d megabytes of memory"
                  .formatted(limits.heapMegabytes()));
      case ANSWERS_PER_RECORD ->
          breach(
              name,
              resource,
              "with it, one record has more than %,d answers".formatted(limits.answersPerRecord()));
    };
  }

  private ContractBreachException breach(String name, Resource resource, long all, long rest) {
    return breach(
        name,
        resource,
        "with it, the returns have more than %,d %s, which is enough for the %,d answers that were asked for; those before it have %,d"
            .formatted(all, resource.words(), asked, all - rest));
  }

  private static ContractBreachException breach(String name, Resource resource, String what) {
    return ContractBreachException.beyond(name, what, "merge.limits." + resource.key());
  }
}
