package io.winnow.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The names that files of a folder get from now on, even those that are gone again. */
public final class NewNames implements Closeable {

  private static final long MILLIS = 500;

  private final WatchService watcher;

  private NewNames(WatchService watcher) {
    this.watcher = watcher;
  }

  /**
   * @param folder that is there
   */
  public static NewNames in(Path folder) throws IOException {
    WatchService watcher = FileSystems.getDefault().newWatchService();
    folder.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
    return new NewNames(watcher);
  }

  /** In order; where the system only looks now and then, some are missed. */
  public List<String> soFar() throws InterruptedException {
    List<String> names = new ArrayList<>();
    WatchKey key = watcher.poll(MILLIS, TimeUnit.MILLISECONDS);
    while (key != null) {
      key.pollEvents().forEach(event -> names.add(event.context().toString()));
      key.reset();
      key = watcher.poll(MILLIS, TimeUnit.MILLISECONDS);
    }
    return names;
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }
}
