package io.winnow.contract;

import io.winnow.foreign.FolderWalk;
import io.winnow.foreign.ForeignFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Returns that nobody changes while a test reads them where they lie. */
public final class Deliveries {

  private Deliveries() {}

  /** All of an inbox. */
  public static List<Delivery> list(FileSystem fs, Path inbox) throws IOException {
    List<Delivery> returns = new ArrayList<>();
    for (ForeignFile file : InboxFiles.returns(InboxFiles.look(fs, inbox))) {
      returns.add(Delivery.of(fs, file.name(), file.path().orElseThrow()));
    }
    return returns;
  }

  public static Delivery file(String name, Path path) {
    try {
      return Delivery.of(Hadoop.local(), name, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An inbox whose returns were copied beside it. */
  static TakenInbox take(FileSystem fs, Path inbox) {
    FolderWalk found = InboxFiles.look(fs, inbox);
    String beside = inbox.toString().replaceFirst("/*$", "-taken");
    return TakenInbox.take("", found, fs, new Path(beside));
  }
}
