package io.winnow.jobs.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files a URI stands for.
 *
 * @param uri a file, a folder or a glob on any Hadoop file system
 * @param files in order of their paths; none whose name begins with {@code _} or {@code .}
 */
record InputFiles(String uri, List<InputFile> files) {

  InputFiles {
    files = List.copyOf(files);
  }

  /**
   * Those that have a length, which Spark goes by.
   *
   * @throws InputException if nothing is there, or nothing but empty files
   */
  static InputFiles resolve(Configuration hadoop, String uri) {
    InputFiles found = find(hadoop, uri, status -> status.getLen() > 0);
    if (found.files().isEmpty()) {
      throw new InputException(
          "Cannot read %s: it holds no file with anything in it".formatted(uri));
    }
    return found;
  }

  /**
   * All files, including pipes, which have no length.
   *
   * @return maybe no file, where a folder holds none
   * @throws InputException if nothing is there
   */
  static InputFiles find(Configuration hadoop, String uri) {
    return find(hadoop, uri, status -> true);
  }

  private static InputFiles find(Configuration hadoop, String uri, Predicate<FileStatus> isWanted) {
    List<InputFile> files = new ArrayList<>();
    try {
      Path path = new Path(uri);
      FileSystem fs = path.getFileSystem(hadoop);
      FileStatus[] roots = roots(fs, path);
      if (roots == null || roots.length == 0) {
        throw new InputException(
            "Cannot read %s: there is no such file or folder".formatted(fs.makeQualified(path)));
      }
      for (FileStatus root : roots) {
        collect(fs, root, root.getPath().getName(), isWanted, files);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException("Cannot read %s: %s".formatted(uri, e.getMessage()), e);
    }
    files.sort(Comparator.comparing(InputFile::path));
    return new InputFiles(uri, files);
  }

  /** What a corpus is called if nobody names it: {@code data/news.txt.gz} is {@code news}. */
  static String baseName(String uri) {
    String name = new Path(uri).getName();
    return InputFormat.bareName(name.isEmpty() ? "corpus" : name);
  }

  /** Paths for Spark's readers, which would take brackets and stars for a pattern. */
  String[] literalPaths() {
    return files.stream()
        .map(file -> file.path().replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1"))
        .toArray(String[]::new);
  }

  /** The URI with its scheme, and its folder from the root: what finds it again from anywhere. */
  String qualified(Configuration hadoop) {
    Path path = new Path(uri);
    try {
      return path.getFileSystem(hadoop).makeQualified(path).toString();
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(uri, e.getMessage()), e);
    }
  }

  private static FileStatus[] roots(FileSystem fs, Path path) throws IOException {
    try {
      return new FileStatus[] {fs.getFileStatus(path)};
    } catch (FileNotFoundException e) {
      return fs.globStatus(path);
    }
  }

  private static void collect(
      FileSystem fs,
      FileStatus status,
      String name,
      Predicate<FileStatus> isWanted,
      List<InputFile> into)
      throws IOException {
    if (status.isFile()) {
      if (isWanted.test(status)) {
        into.add(new InputFile(status.getPath().toString(), name));
      }
      return;
    }
    for (FileStatus child : fs.listStatus(status.getPath())) {
      String childName = child.getPath().getName();
      if (!childName.startsWith("_") && !childName.startsWith(".")) {
        collect(fs, child, name + "/" + childName, isWanted, into);
      }
    }
  }

  /**
   * @param path full Hadoop path
   * @param name how messages call it: its place below the input, or its own name
   */
  record InputFile(String path, String name) implements Serializable {}
}
