package io.winnow.jobs.merge;

import io.winnow.contract.InboxFiles;
import io.winnow.foreign.FolderWalk;
import io.winnow.foreign.ForeignFile;
import io.winnow.foreign.PassedOver;
import io.winnow.jobs.Published;
import io.winnow.workspace.Workspace;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lies in the inboxes of all rounds, as found without opening a file: so whoever asks can't be
 * kept waiting by what was delivered.
 */
public record Inboxes(SortedMap<Integer, FolderWalk> rounds) {

  public Inboxes {
    rounds = Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
  }

  public static Inboxes of(Published published) {
    Workspace workspace = published.workspace();
    SortedMap<Integer, FolderWalk> rounds = new TreeMap<>();
    for (int round : published.rounds()) {
      rounds.put(round, InboxFiles.look(workspace.files(), workspace.inbox(round)));
    }
    return new Inboxes(rounds);
  }

  /** What the names of a round's deliveries begin with, below {@code rounds/}. */
  static String home(int round) {
    return String.format(Locale.ROOT, "%04d/inbox/", round);
  }

  /** The round in whose inbox a delivery of this name is. */
  static int round(String name) {
    return Integer.parseInt(name.substring(0, name.indexOf('/')));
  }

  /** Every return by its name below {@code rounds/}, such as {@code 0003/inbox/a.parquet}. */
  SortedMap<String, ForeignFile> returns() {
    SortedMap<String, ForeignFile> returns = new TreeMap<>();
    rounds.forEach(
        (round, found) ->
            InboxFiles.returns(found).forEach(it -> returns.put(home(round) + it.name(), it)));
    return returns;
  }

  /** What lies there and is not read, by names below {@code rounds/}. */
  public List<PassedOver> passedOver() {
    return rounds.entrySet().stream()
        .flatMap(
            it -> it.getValue().passedOver().stream().map(one -> one.below(folder(it.getKey()))))
        .toList();
  }

  /** The inboxes that hold more than can be looked at. */
  List<String> endless() {
    return rounds.entrySet().stream()
        .filter(it -> !it.getValue().isWhole())
        .map(it -> "rounds/" + folder(it.getKey()))
        .toList();
  }

  static String folder(int round) {
    String home = home(round);
    return home.substring(0, home.length() - 1);
  }
}
