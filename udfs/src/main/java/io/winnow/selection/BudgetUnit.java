package io.winnow.selection;

/** What a budget counts. */
public enum BudgetUnit {
  /** What vendors bill. */
  WORDS {
    @Override
    public long cost(int words) {
      return words;
    }
  },
  SENTENCES {
    @Override
    public long cost(int words) {
      return 1;
    }
  };

  /** What a sentence of so many words uses up. */
  public abstract long cost(int words);
}
