package io.winnow.contract.parquet;

import java.util.Locale;

/**
 * What reading may take, counted down as it is spent: rows, values in them, and bytes that are
 * unpacked or handed on. For one thread.
 */
public final class ReadBudget {

  /** What there is a limit of. */
  public enum Resource {
    ROWS("rows"),
    VALUES("values"),
    MEGABYTES("megabytes of data"),
    SECONDS("seconds of processor time"),
    HEAP_MEGABYTES("megabytes of memory"),
    ANSWERS_PER_RECORD("answers to one record");

    private final String words;

    Resource(String words) {
      this.words = words;
    }

    /** Such as {@code heap-megabytes}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For messages. */
    public String words() {
      return words;
    }
  }

  /**
   * @param bytes of pages, unpacked, and of texts as often as rows have them
   * @param millis of a processor
   */
  public record Amounts(long rows, long values, long bytes, long millis) {

    /** One row. */
    public static final Amounts ROW = new Amounts(1, 0, 0, 0);

    /** Anything. */
    static final Amounts ALL =
        new Amounts(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** What of these the others leave. */
    public Amounts minus(Amounts other) {
      return new Amounts(
          rows - other.rows, values - other.values, bytes - other.bytes, millis - other.millis);
    }
  }

  private final Amounts given;
  private long rows;
  private long values;
  private long bytes;
  private long millis;

  public ReadBudget(Amounts given) {
    this.given = given;
    this.rows = given.rows;
    this.values = given.values;
    this.bytes = given.bytes;
    this.millis = given.millis;
  }

  /** For files of our own. */
  public static ReadBudget unlimited() {
    return new ReadBudget(Amounts.ALL);
  }

  /** What is left. */
  public Amounts left() {
    return new Amounts(rows, values, bytes, millis);
  }

  /** What was taken so far. */
  public Amounts spent() {
    return given.minus(left());
  }

  /**
   * Takes some of it.
   *
   * @throws BeyondBudgetException if that is more than is left; so do the others
   */
  public void spend(Amounts amounts) throws BeyondBudgetException {
    rows = less(rows, amounts.rows, Resource.ROWS);
    values = less(values, amounts.values, Resource.VALUES);
    bytes = less(bytes, amounts.bytes, Resource.MEGABYTES);
    millis = less(millis, amounts.millis, Resource.SECONDS);
  }

  void row() throws BeyondBudgetException {
    rows = less(rows, 1, Resource.ROWS);
  }

  /**
   * @param size bytes, or characters of a text
   */
  void value(long size) throws BeyondBudgetException {
    values = less(values, 1, Resource.VALUES);
    bytes = less(bytes, size, Resource.MEGABYTES);
  }

  void bytes(long size) throws BeyondBudgetException {
    bytes = less(bytes, size, Resource.MEGABYTES);
  }

  private static long less(long left, long amount, Resource resource) throws BeyondBudgetException {
    if (amount < 0 || amount > left) {
      throw new BeyondBudgetException(resource);
    }
    return left - amount;
  }
}
