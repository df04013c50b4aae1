package io.winnow.spark;

import io.winnow.Internal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's files on local disks, with rights that Java sets. Without its native library, Hadoop
 * starts {@code chmod} for each file and folder that it makes: hundreds of processes in a round.
 * The setting is {@code fs.file.impl}.
 */
@Internal
public final class LocalFiles extends LocalFileSystem {

  private static final String MASTER = "spark.master";
  private static final String IMPLEMENTATION = "spark.hadoop.fs.file.impl";

  /**
   * Has this process use them, unless it was told otherwise. It must come before Hadoop opens local
   * files. Executors elsewhere get the driver's settings and may not have this class, nor may each
   * thread where spark-submit has loaded it: then all stays as it is.
   */
  public static void prefer() {
    String master = System.getProperty(MASTER, "local");
    boolean isHere = master.startsWith("local") && !master.startsWith("local-cluster");
    boolean isSeenByAll = LocalFiles.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    if (isHere && isSeenByAll && System.getProperty(IMPLEMENTATION) == null) {
      System.setProperty(IMPLEMENTATION, LocalFiles.class.getName());
    }
  }

  private static final class Raw extends RawLocalFileSystem {

    /** In the order of their bits, the lowest first. */
    private static final PosixFilePermission[] BITS = {
      PosixFilePermission.OTHERS_EXECUTE,
      PosixFilePermission.OTHERS_WRITE,
      PosixFilePermission.OTHERS_READ,
      PosixFilePermission.GROUP_EXECUTE,
      PosixFilePermission.GROUP_WRITE,
      PosixFilePermission.GROUP_READ,
      PosixFilePermission.OWNER_EXECUTE,
      PosixFilePermission.OWNER_WRITE,
      PosixFilePermission.OWNER_READ
    };

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      short bits = permission.toShort();
      java.nio.file.Path file = pathToFile(path).toPath();
      if (bits >> BITS.length != 0 || !isPosix(file)) {
        // Java knows no sticky bit.
        super.setPermission(path, permission);
        return;
      }
      Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
      for (int bit = 0; bit < BITS.length; bit++) {
        if ((bits >> bit & 1) == 1) {
          rights.add(BITS[bit]);
        }
      }
      Files.setPosixFilePermissions(file, rights);
    }

    private static boolean isPosix(java.nio.file.Path file) {
      return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
  }
}
