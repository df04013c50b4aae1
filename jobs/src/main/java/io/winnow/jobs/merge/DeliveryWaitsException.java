package io.winnow.jobs.merge;

import io.winnow.foreign.PassedOver;
import java.util.Collection;

/**
 * All that is new in the inboxes was changing while it was read, or could not be read; a later
 * merge takes it.
 *
 * @since 0.1.0
 */
public final class DeliveryWaitsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DeliveryWaitsException(Collection<PassedOver> waiting) {
    super(
        "Cannot merge yet: all that is new was changing while it was read, or can't be read: %s. Nothing was merged; merge again when it is delivered"
            .formatted(PassedOver.list(waiting)));
  }
}
