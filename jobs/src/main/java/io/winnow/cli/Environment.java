package io.winnow.cli;

import io.winnow.cli.Volume.VolumeConsole;
import io.winnow.contract.VendorKey;
import io.winnow.jobs.Console;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a command takes from outside. Nothing else in Winnow reads the clock, the environment or
 * chance.
 *
 * @param vendorKey from {@code WINNOW_VENDOR_KEY}
 * @param arguments the command line, word by word
 */
record Environment(
    Clock clock,
    SecureRandom random,
    Console console,
    Optional<VendorKey> vendorKey,
    List<String> arguments,
    StandardStreams streams) {

  private static final String VENDOR_KEY = "WINNOW_VENDOR_KEY";

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
        vendorKey(System.getenv(VENDOR_KEY)),
        List.of(arguments),
        StandardStreams.ofProcess());
  }

  /** A variable that is set to nothing is as good as none. */
  private static Optional<VendorKey> vendorKey(String variable) {
    return Optional.ofNullable(variable).filter(text -> !text.isBlank()).map(VendorKey::of);
  }

  /** The same, heard as loudly as the person wants. */
  Environment at(Volume volume) {
    return telling(new VolumeConsole(console, volume));
  }

  /** The same, telling somebody else how it goes. */
  Environment telling(Console other) {
    return new Environment(clock, random, other, vendorKey, arguments, streams);
  }

  String commandLine() {
    return "winnow " + String.join(" ", arguments);
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
