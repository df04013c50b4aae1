package io.winnow.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * HDFS and its like, whose rename is one step at the name node and refuses a taken name ({@link
 * FileContext#rename}; {@link FileSystem#rename} promises neither).
 */
final class RenamedFiles implements AtomicFiles {

  private final FileSystem files;

  RenamedFiles(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean create(Path file, byte[] content) {
    return rename(file, content, Rename.NONE);
  }

  @Override
  public void replace(Path file, byte[] content) {
    rename(file, content, Rename.OVERWRITE);
  }

  private boolean rename(Path file, byte[] content, Rename mode) {
    Path unfinished = new Path(file.getParent(), AtomicFiles.unfinished(file.getName()));
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
        return false;
      }
    } catch (UnsupportedFileSystemException e) {
      // Only the older of Hadoop's two interfaces knows this file system.
      return new ObjectStoreFiles(files).write(file, content, mode);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
