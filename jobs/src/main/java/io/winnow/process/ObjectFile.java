package io.winnow.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A value that parent and child hand to each other: they have the same classes, and the folder is
 * theirs alone.
 */
public record ObjectFile(Path path) {

  public void write(Serializable value) {
    try (ObjectOutputStream out =
        new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path, e);
    }
  }

  public Object read() {
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      return in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("A child process has other classes than this one", e);
    }
  }
}
