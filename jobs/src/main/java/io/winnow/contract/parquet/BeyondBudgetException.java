package io.winnow.contract.parquet;

import io.winnow.contract.parquet.ReadBudget.Resource;
import java.io.IOException;

/** Reading on would take more of something than there is of it. */
public final class BeyondBudgetException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Resource resource;

  public BeyondBudgetException(Resource resource) {
    super("it takes more %s than there may be".formatted(resource.words()));
    this.resource = resource;
  }

  /** What there is not enough of. */
  public Resource resource() {
    return resource;
  }
}
