package io.winnow.cli;

import io.winnow.jobs.Console;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * What a command takes from outside. Nothing else in Winnow reads the clock, the environment or
 * chance.
 *
 * @param arguments the command line, word by word
 */
record Environment(Clock clock, SecureRandom random, Console console, List<String> arguments) {

  static Environment of(String[] arguments) {
    Clock clock = Clock.systemUTC();
    TerminalConsole.Watcher watcher =
        System.console() == null || "dumb".equals(System.getenv("TERM"))
            ? TerminalConsole.Watcher.LOG
            : TerminalConsole.Watcher.PERSON;
    return new Environment(
        clock,
        new SecureRandom(),
        new TerminalConsole(System.out, System.err, watcher, clock),
        List.of(arguments));
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
