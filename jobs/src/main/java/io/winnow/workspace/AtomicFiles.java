package io.winnow.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Small files that are there whole or not at all: a way for each guarantee of file systems. */
enum AtomicFiles {
  /** The local file system, with hard links or, where it has none, as {@link #LOCKED}. */
  LINKED {
    @Override
    boolean write(FileSystem files, Path file, byte[] content, Rename mode) throws IOException {
      java.nio.file.Path target = local(file);
      java.nio.file.Path unfinished = target.resolveSibling(unfinished(file));
      if (mode == Rename.OVERWRITE) {
        LocalFiles.replace(target, unfinished, content);
        return true;
      }
      return LocalFiles.create(target, unfinished, content);
    }
  },

  /** The local file system without hard links. */
  LOCKED {
    @Override
    boolean write(FileSystem files, Path file, byte[] content, Rename mode) throws IOException {
      if (mode == Rename.OVERWRITE) {
        return LINKED.write(files, file, content, mode);
      }
      java.nio.file.Path target = local(file);
      return LocalFiles.createUnlinked(target, target.resolveSibling(unfinished(file)), content);
    }
  },

  /**
   * HDFS and its like, whose rename is one step at the name node and refuses a taken name ({@link
   * FileContext#rename}; {@link FileSystem#rename} promises neither).
   */
  RENAMED {
    @Override
    boolean write(FileSystem files, Path file, byte[] content, Rename mode) throws IOException {
      Path unfinished = new Path(file.getParent(), unfinished(file));
      try {
        FileContext context = FileContext.getFileContext(files.getUri(), files.getConf());
        try (OutputStream out =
            context.create(unfinished, EnumSet.of(CreateFlag.CREATE), CreateOpts.createParent())) {
          out.write(content);
        }
        try {
          context.rename(unfinished, file, mode);
          return true;
        } catch (FileAlreadyExistsException e) {
          context.delete(unfinished, false);
          return isMended(files, file, content);
        }
      } catch (UnsupportedFileSystemException e) {
        // Only the older of Hadoop's two interfaces knows this file system.
        return CLOSED.write(files, file, content, mode);
      }
    }
  },

  /** GCS, ABFS: an object is there, whole, once its writer closes it; a taken name is refused. */
  CLOSED {
    @Override
    boolean write(FileSystem files, Path file, byte[] content, Rename mode) throws IOException {
      try {
        try (OutputStream out = files.create(file, mode == Rename.OVERWRITE)) {
          out.write(content);
        } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
          return isMended(files, file, content);
        }
        return Arrays.equals(content, WorkspaceFiles.bytes(files, file));
      } catch (IOException e) {
        // Stores throw different exceptions for a taken name; looking for the object decides.
        if (mode == Rename.NONE && files.exists(file)) {
          return isMended(files, file, content);
        }
        throw e;
      }
    }
  },

  /** S3 by a client that can have it refuse a taken name: the S3A of Hadoop 3.4.2 and later. */
  CONDITIONAL {
    @Override
    boolean write(FileSystem files, Path file, byte[] content, Rename mode) throws IOException {
      if (mode == Rename.OVERWRITE) {
        return CLOSED.write(files, file, content, mode);
      }
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
      builder.recursive();
      builder.overwrite(true);
      builder.must(IF_ABSENT, "true");
      try (OutputStream out = builder.build()) {
        out.write(content);
      } catch (IOException e) {
        if (!files.exists(file)) {
          throw e;
        }
        // The client may have sent it twice, because the first answer was lost: then it is ours.
        return Arrays.equals(content, WorkspaceFiles.bytes(files, file))
            || isMended(files, file, content);
      }
      return true;
    }

    @Override
    String protection() {
      return "two writers are kept apart by conditional writes";
    }
  },

  /**
   * S3 by another client: the S3A of Hadoop 3.3 only looks before it writes, so of two writers at
   * the same time both would get through. A {@link Claim} keeps them apart.
   */
  CLAIMED {
    @Override
    boolean write(FileSystem files, Path file, byte[] content, Rename mode) throws IOException {
      return mode == Rename.OVERWRITE
          ? CLOSED.write(files, file, content, mode)
          : Claim.create(files, file, content);
    }

    @Override
    String protection() {
      return "two writers are kept apart by claims, as this client has no conditional writes"
          + " (Hadoop 3.4.2 has)";
    }
  };

  /** Start of the names of files that are not finished; nothing ever reads them. */
  static final String UNFINISHED = "_tmp-";

  /** What a file system can do at a path, and is asked for with a new file, if it can. */
  private static final String IF_ABSENT = "fs.option.create.conditional.overwrite";

  /** Stores that refuse a taken name, and those of which the client may not pass that on. */
  private static final Map<String, AtomicFiles> OBJECT_STORES =
      Map.ofEntries(
          Map.entry("gs", CLOSED),
          Map.entry("abfs", CLOSED),
          Map.entry("abfss", CLOSED),
          Map.entry("wasb", CLOSED),
          Map.entry("wasbs", CLOSED),
          Map.entry("s3", CLAIMED),
          Map.entry("s3a", CLAIMED),
          Map.entry("s3n", CLAIMED),
          Map.entry("oss", CLAIMED),
          Map.entry("cosn", CLAIMED),
          Map.entry("obs", CLAIMED));

  static AtomicFiles on(FileSystem files) {
    String scheme = files.getUri().getScheme();
    if (scheme.equals("file")) {
      return LINKED;
    }
    AtomicFiles way = OBJECT_STORES.getOrDefault(scheme, RENAMED);
    return way == CLAIMED && isConditional(files) ? CONDITIONAL : way;
  }

  private static boolean isConditional(FileSystem files) {
    try {
      return files.hasPathCapability(new Path("/"), IF_ABSENT);
    } catch (IOException e) {
      return false;
    }
  }

  /** What keeps two writers apart, where that is worth a word. */
  String protection() {
    return "";
  }

  /**
   * Creates the file, and its folder where it is missing. One that is empty counts as missing.
   *
   * @return false if it was there already or another process created it; it is then untouched
   */
  boolean create(FileSystem files, Path file, byte[] content) {
    try {
      return write(files, file, content, Rename.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + file, e);
    }
  }

  /** Whether or not it is there; a reader sees the old content or the new. */
  void replace(FileSystem files, Path file, byte[] content) {
    try {
      write(files, file, content, Rename.OVERWRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace " + file, e);
    }
  }

  abstract boolean write(FileSystem files, Path file, byte[] content, Rename mode)
      throws IOException;

  /**
   * Replaces a file that is empty, and so says nothing. Nobody else does so at the same moment but
   * for one who lost the {@link Lease}; then the one that reads its own content back has won.
   */
  boolean isMended(FileSystem files, Path file, byte[] content) throws IOException {
    return files.getFileStatus(file).getLen() == 0
        && write(files, file, content, Rename.OVERWRITE)
        && Arrays.equals(content, WorkspaceFiles.bytes(files, file));
  }

  private static java.nio.file.Path local(Path file) {
    return java.nio.file.Path.of(file.toUri().getPath());
  }

  /** It does not end as the file's own name does: others may read every {@code *.prom}. */
  private static String unfinished(Path file) {
    return UNFINISHED + UUID.randomUUID() + "-" + file.getName() + ".tmp";
  }
}
