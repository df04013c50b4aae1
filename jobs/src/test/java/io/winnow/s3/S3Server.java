package io.winnow.s3;

import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * S3Proxy in a JVM of its own on the loopback, with its objects in memory. Its class path is a file
 * that the build writes: none of its libraries meets Spark's.
 */
final class S3Server implements AutoCloseable {

  private static final Path CLASS_PATH = Path.of("target", "s3-server.classpath");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param folder for its settings and what it says
   */
  static S3Server start(Path folder) {
    try {
      int port = freePort();
      Path settings = folder.resolve("s3proxy.conf");
      Files.write(
          settings,
          List.of(
              "s3proxy.authorization=none",
              "s3proxy.endpoint=http://127.0.0.1:" + port,
              "jclouds.provider=transient",
              "jclouds.identity=local",
              "jclouds.credential=local"));
      Process process =
          new ProcessBuilder(
                  OwnJvm.java(),
                  "-Xmx700m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  classPath(),
                  "org.gaul.s3proxy.Main",
                  "--properties",
                  settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("s3proxy.out").toFile())
              .start();
      S3Server server = new S3Server(process, port);
      server.awaitStart(folder.resolve("s3proxy.out"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Without the library that would write down every step. */
  private static String classPath() throws IOException {
    return Arrays.stream(Files.readString(CLASS_PATH).strip().split(":"))
        .filter(jar -> !jar.contains("logback"))
        .collect(Collectors.joining(":"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart(Path said) throws IOException {
    for (int look = 0; look < 10 * PATIENCE_SECONDS; look++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        pause();
      }
      if (!process.isAlive()) {
        break;
      }
    }
    close();
    throw new IllegalStateException("S3Proxy did not start:\n" + Files.readString(said));
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
