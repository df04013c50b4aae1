import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS and YARN with two node managers, on loopback, in this process; applications run in processes
 * of their own. Other processes find it by the configuration that it writes, as on any cluster. Not
 * compiled with the tests, which have other jars: {@code java -cp JARS MiniHadoop.java FOLDER}.
 */
public final class MiniHadoop {

  /** A file of this name has the name node started anew, and is gone afterwards. */
  private static final String RESTART = "restart-name-node";

  private static final int LOOK_MILLIS = 50;

  private MiniHadoop() {}

  /**
   * @param arguments a folder for all that it writes; its configuration is in {@code conf}
   */
  public static void main(String[] arguments) {
    try {
      run(Path.of(arguments[0]));
    } catch (Throwable e) {
      // Whatever has started already would keep the process alive.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(Path folder) throws Exception {
    Configuration settings = new YarnConfiguration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("dfs").toString());
    settings.setBoolean("dfs.permissions.enabled", false);
    settings.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    settings.setBoolean("yarn.nodemanager.disk-health-checker.enable", false);
    settings.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    settings.setInt("yarn.nodemanager.resource.memory-mb", 6144);
    settings.setInt("yarn.nodemanager.resource.cpu-vcores", 8);
    // Logs of containers stay for the one who looks into a failed test.
    settings.setInt("yarn.nodemanager.log.retain-seconds", 10_800);
    settings.set("yarn.application.classpath", "");
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.set("yarn.scheduler.capacity.root.default.capacity", "100");
    settings.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    MiniDFSCluster files = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    MiniYARNCluster yarn = new MiniYARNCluster("winnow", 2, 1, 1);
    yarn.init(settings);
    yarn.start();
    Path conf = Files.createDirectories(folder.resolve("conf"));
    // In each: the defaults of a part of Hadoop win over the files of parts that are read before.
    write(yarn.getConfig(), conf.resolve("core-site.xml"));
    write(yarn.getConfig(), conf.resolve("yarn-site.xml"));
    write(yarn.getConfig(), conf.resolve("hdfs-site.xml"));
    System.out.println("Hadoop is ready: " + files.getURI());
    Path restart = folder.resolve(RESTART);
    while (true) {
      Thread.sleep(LOOK_MILLIS);
      if (Files.exists(restart)) {
        files.restartNameNode();
        Files.delete(restart);
      }
    }
  }

  private static void write(Configuration all, Path file) throws IOException {
    Configuration settings = new Configuration(all);
    // A class of the test cluster that nobody else has.
    settings.unset("net.topology.node.switch.mapping.impl");
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.writeXml(out);
    }
  }
}
