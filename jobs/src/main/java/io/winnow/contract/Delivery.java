package io.winnow.contract;

import io.winnow.contract.parquet.PlainFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A return as it was taken in: a finished file of our own, the copy of one reading. Nobody else
 * writes to it, so that whoever reads it reads what was hashed.
 *
 * @param name of the file that was copied, below its inbox, with {@code /} between folders; orders
 *     deliveries. See {@link io.winnow.foreign.FileName}
 * @param path of the copy, on the workspace's file system
 * @param sha256 of its bytes, 64 hexadecimal digits
 * @param length in bytes
 */
public record Delivery(String name, Path path, String sha256, long length) {

  /**
   * The names of those that have the same bytes as another one. That one keeps its place among all:
   * the first one of those that are known, else the first by name.
   *
   * @param known whether an earlier look had it, under this name
   */
  public static SortedSet<String> repeats(Collection<Delivery> all, Predicate<String> known) {
    Comparator<Delivery> knownFirst = Comparator.comparing(it -> !known.test(it.name()));
    Set<String> seen = new HashSet<>();
    SortedSet<String> repeats = new TreeSet<>();
    all.stream()
        .sorted(knownFirst.thenComparing(Delivery::name))
        .filter(it -> !seen.add(it.sha256()))
        .forEach(it -> repeats.add(it.name()));
    return repeats;
  }

  /** A file of our own, as it lies. */
  static Delivery of(FileSystem fs, String name, Path path) throws IOException {
    long length = PlainFiles.plain(fs).getFileStatus(path).getLen();
    return new Delivery(name, path, PlainFiles.sha256(fs, path), length);
  }
}
