package io.winnow.jobs.ingest;

import io.winnow.display.Excerpt;
import io.winnow.foreign.FolderWalk;
import io.winnow.foreign.FolderWalk.Bounds;
import io.winnow.foreign.FolderWalk.Links;
import io.winnow.foreign.ForeignFile;
import io.winnow.foreign.NamedFile;
import io.winnow.foreign.NamedFile.IrregularException;
import io.winnow.foreign.PassedOver;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the files of an input without opening one. */
record InputWalk(List<InputFile> files, List<PassedOver> passedOver) {

  private static final String COLON = "has a path with a colon, which Spark can't read: rename it";

  private static final String NO_NAME =
      "has a name that is no text of this machine's encoding: rename it";

  /**
   * @throws InputException if nothing is there, or more than can be looked at
   */
  static InputWalk of(FileSystem fs, Path path) throws IOException {
    InputWalk walk = new InputWalk(new ArrayList<>(), new ArrayList<>());
    FileStatus[] found;
    try {
      FileStatus named = fs.getFileStatus(path);
      if (named.isFile()) {
        walk.files.add(
            new InputFile(named.getPath().toString(), named.getPath().getName(), named.getLen()));
      } else {
        walk.add(
            FolderWalk.of(fs, named.getPath(), Links.HUB_CACHE, Bounds.USUAL),
            named.getPath(),
            named.getPath().getName() + "/");
      }
      return walk.sorted();
    } catch (FileNotFoundException e) {
      found = fs.globStatus(path);
    }
    if (found == null || found.length == 0) {
      throw new InputException(
          "Cannot read %s: there is no such file or folder"
              .formatted(Excerpt.of(fs.makeQualified(path).toString())));
    }
    for (FileStatus one : found) {
      walk.add(FolderWalk.ofEntry(fs, one.getPath(), Links.HUB_CACHE), one.getPath(), "");
    }
    return walk.sorted();
  }

  private void add(FolderWalk found, Path root, String prefix) {
    if (!found.isWhole()) {
      throw new InputException(
          "Cannot read %s: %s".formatted(root, PassedOver.list(found.passedOver())));
    }
    for (ForeignFile file : found.files()) {
      String name = prefix + file.name();
      Optional<String> path = file.path().map(Path::toString);
      if (path.isEmpty()) {
        passedOver.add(new PassedOver(name, NO_NAME));
      } else if (hasColon(path.get())) {
        passedOver.add(new PassedOver(name, COLON));
      } else {
        files.add(new InputFile(path.get(), name, file.found().length()));
      }
    }
    found
        .passedOver()
        .forEach(it -> passedOver.add(new PassedOver(prefix + it.name(), it.reason())));
  }

  private InputWalk sorted() {
    files.sort(Comparator.comparing(InputFile::path));
    return this;
  }

  /**
   * Asks this of a file that is given by its own path, where it is read more than once.
   *
   * @throws InputException if Spark can't, or it is no regular file
   */
  static void requireReadable(Configuration hadoop, InputFiles found) {
    for (InputFile file : found.files()) {
      if (hasColon(file.path())) {
        throw new InputException("Cannot read %s: it %s".formatted(Excerpt.of(found.uri()), COLON));
      }
      if (file.length() == 0) {
        try {
          Path path = new Path(file.path());
          new NamedFile(path.getFileSystem(hadoop), path).look();
        } catch (IrregularException e) {
          throw new InputException(
              "Cannot read %s: it %s; it is read more than once, so write it to a file first"
                  .formatted(Excerpt.of(found.uri()), e.getMessage()),
              e);
        } catch (IOException e) {
          throw new InputException(
              "Cannot read %s: %s".formatted(Excerpt.of(found.uri()), e.getMessage()), e);
        }
      }
    }
  }

  private static boolean hasColon(String path) {
    return path.startsWith("file:") && path.indexOf(':', "file:".length()) >= 0;
  }
}
