package io.winnow.contract.parquet;

import io.winnow.contract.parquet.ReadBudget.Amounts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose bytes are spent as they are read. */
public final class BudgetedInput extends FilterInputStream {

  private final ReadBudget budget;

  public BudgetedInput(InputStream in, ReadBudget budget) {
    super(in);
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    spend(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    spend(Math.max(0, count));
    return count;
  }

  private void spend(int bytes) throws IOException {
    budget.spend(new Amounts(0, 0, bytes, 0));
  }
}
