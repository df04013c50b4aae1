package io.winnow.jobs;

import io.winnow.contract.VendorKey;
import io.winnow.hub.HubSettings;
import io.winnow.workspace.RunId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What the process that runs jobs gives them.
 *
 * @param spark starts Spark when first asked; not every job needs it
 * @param runIds a new id at each call
 * @param command the command line, word by word
 * @param vendorKey signs what goes to the vendor and verifies what comes back
 * @param hub where models are fetched by name; read when first asked
 */
public record Host(
    Supplier<SparkSession> spark,
    Supplier<RunId> runIds,
    Clock clock,
    List<String> command,
    Map<String, String> versions,
    Optional<VendorKey> vendorKey,
    Supplier<HubSettings> hub) {

  /** The same with other names for runs. */
  public Host naming(Supplier<RunId> otherRunIds) {
    return new Host(spark, otherRunIds, clock, command, versions, vendorKey, hub);
  }
}
