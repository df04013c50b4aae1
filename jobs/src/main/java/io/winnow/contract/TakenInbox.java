package io.winnow.contract;

import io.winnow.contract.parquet.PlainFiles;
import io.winnow.foreign.FolderWalk;
import io.winnow.foreign.ForeignFile;
import io.winnow.foreign.OneReading;
import io.winnow.foreign.PassedOver;
import io.winnow.foreign.Reasons;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An inbox as it was found, and what was taken in of it.
 *
 * @param home begins the names of its deliveries, such as {@code 0003/inbox/}; may be empty
 * @param returns what was copied, by name below the inbox
 * @param waiting what changed while it was read; a later look may find it finished
 * @param refused what could not be read
 */
public record TakenInbox(
    String home,
    FolderWalk found,
    SortedMap<String, Delivery> returns,
    List<PassedOver> waiting,
    List<PassedOver> refused) {

  public TakenInbox {
    returns = Collections.unmodifiableSortedMap(new TreeMap<>(returns));
    waiting = List.copyOf(waiting);
    refused = List.copyOf(refused);
  }

  /**
   * Copies every return while it is hashed.
   *
   * @param fs of the workspace
   * @param folder where the copies go; a copy gets a name of ours
   * @throws UncheckedIOException if that can't be written to
   */
  public static TakenInbox take(String home, FolderWalk found, FileSystem fs, Path folder) {
    SortedMap<String, Delivery> returns = new TreeMap<>();
    List<PassedOver> waiting = new ArrayList<>();
    List<PassedOver> refused = new ArrayList<>();
    for (ForeignFile file : InboxFiles.returns(found)) {
      Path copy = new Path(folder, String.format(Locale.ROOT, "%06d.parquet", returns.size() + 1));
      try {
        String sha256 = copy(file, fs, copy);
        returns.put(
            file.name(), new Delivery(home + file.name(), copy, sha256, file.found().length()));
      } catch (OneReading.ChangingException e) {
        waiting.add(new PassedOver(file.name(), e.getMessage()));
      } catch (IOException e) {
        refused.add(new PassedOver(file.name(), "can't be read (%s)".formatted(Reasons.of(e))));
      }
    }
    return new TakenInbox(home, found, returns, waiting, refused);
  }

  /**
   * @throws IOException if the file can't be read
   */
  private static String copy(ForeignFile file, FileSystem fs, Path to) throws IOException {
    OutputStream out;
    try {
      out = PlainFiles.create(fs, to);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + to, e);
    }
    String sha256;
    try {
      sha256 = OneReading.copy(file, out);
    } catch (IOException | RuntimeException e) {
      close(out, to);
      throw e;
    }
    close(out, to);
    return sha256;
  }

  private static void close(OutputStream out, Path to) {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + to, e);
    }
  }

  /** A file that was found, manifests and documentation too. */
  Optional<ForeignFile> file(String name) {
    return found.files().stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** Why a name below the inbox was not taken, if it lies there. */
  Optional<String> reason(String name) {
    List<PassedOver> all = new ArrayList<>(refused);
    all.addAll(found.passedOver());
    // What lies in a folder that was passed over was passed over with it.
    return all.stream()
        .filter(it -> !it.name().isEmpty())
        .filter(it -> name.equals(it.name()) || name.startsWith(it.name() + "/"))
        .map(
            it ->
                name.equals(it.name())
                    ? it.reason()
                    : "lies in %s, which %s".formatted(it.name(), it.reason()))
        .findFirst();
  }

  /** The same without returns that are not to be merged. */
  public TakenInbox refusing(List<PassedOver> more) {
    SortedMap<String, Delivery> left = new TreeMap<>(returns);
    more.forEach(it -> left.remove(it.name()));
    List<PassedOver> all = new ArrayList<>(refused);
    all.addAll(more);
    return new TakenInbox(home, found, left, waiting, all);
  }

  /**
   * The same without what has changed since it was copied: half a file may lie still for a while.
   */
  public TakenInbox settled() {
    List<PassedOver> changed = new ArrayList<>();
    for (ForeignFile file : found.files()) {
      if (returns.containsKey(file.name())) {
        try {
          OneReading.requireUnchanged(file);
        } catch (IOException e) {
          changed.add(new PassedOver(file.name(), Reasons.of(e)));
        }
      }
    }
    return without(changed);
  }

  /** The same without returns that wait for others. */
  public TakenInbox without(List<PassedOver> more) {
    SortedMap<String, Delivery> left = new TreeMap<>(returns);
    more.forEach(it -> left.remove(it.name()));
    List<PassedOver> all = new ArrayList<>(waiting);
    all.addAll(more);
    return new TakenInbox(home, found, left, all, refused);
  }
}
