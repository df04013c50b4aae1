package io.winnow.cli;

import io.winnow.api.Versions;
import io.winnow.api.Winnow;
import io.winnow.cli.Volume.VolumeConsole;
import io.winnow.contract.VendorKey;
import io.winnow.hub.HubSettings;
import io.winnow.jobs.Console;
import io.winnow.jobs.Host;
import io.winnow.workspace.RunId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The external inputs of a command. Nothing else in Winnow reads the clock, the environment or a
 * source of randomness.
 *
 * @param vendorKey from {@code WINNOW_VENDOR_KEY}
 * @param hub from {@code HF_ENDPOINT} and the like, see {@link HubSettings}
 * @param arguments the command line, word by word
 */
record Environment(
    Clock clock,
    SecureRandom random,
    Console console,
    Optional<VendorKey> vendorKey,
    Supplier<HubSettings> hub,
    List<String> arguments,
    StandardStreams streams) {

  static Environment of(String[] arguments) {
    Clock clock = Clock.systemUTC();
    TerminalConsole.Watcher watcher =
        "dumb".equals(System.getenv("TERM"))
            ? TerminalConsole.Watcher.LOG
            : StandardStreams.watcher("err");
    return new Environment(
        clock,
        new SecureRandom(),
        new TerminalConsole(System.out, System.err, watcher, clock),
        Winnow.vendorKey(),
        Winnow::hub,
        List.of(arguments),
        StandardStreams.ofProcess());
  }

  /** The same, with the verbosity that the user asked for. */
  Environment at(Volume volume) {
    return telling(new VolumeConsole(console, volume));
  }

  /** The same, with another console for progress. */
  Environment telling(Console other) {
    return new Environment(clock, random, other, vendorKey, hub, arguments, streams);
  }

  /** What jobs get of it. */
  Host toHost() {
    return new Host(
        () -> SparkSessions.start(commandLine()),
        () -> RunId.at(clock.instant(), random.nextLong()),
        clock,
        arguments,
        Versions.all(),
        vendorKey,
        hub);
  }

  String commandLine() {
    return "winnow " + String.join(" ", arguments);
  }
}
