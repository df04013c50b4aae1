package io.winnow.jobs.weak;

import io.winnow.settings.SettingsException;
import io.winnow.workspace.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Reads dictionaries. */
record PhraseFiles(Workspace workspace) {

  /**
   * @param key in the configuration, for errors
   * @throws SettingsException if there is no such file
   */
  List<String> phrases(String key, PhraseSource source) {
    return source instanceof PhraseSource.File file
        ? lines(key, file)
        : ((PhraseSource.Given) source).phrases();
  }

  private List<String> lines(String key, PhraseSource.File file) {
    Path path = new Path(workspace.root(), file.path());
    try (InputStream in = path.getFileSystem(workspace.files().getConf()).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (FileNotFoundException e) {
      throw new SettingsException(
          List.of(
              new SettingsException.Problem(
                  key, "is the file %s, which is not there: put it there".formatted(path))));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the phrases in " + path, e);
    }
  }
}
