package io.winnow.cli;

import io.winnow.config.ConfigReader;
import io.winnow.config.Layer;
import io.winnow.config.WinnowConfig;
import io.winnow.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that change settings. */
final class ConfigOptions {

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings that differ from the defaults, in HOCON.")
  private List<Path> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; goes before any file. May be repeated.")
  private List<String> sets = List.of();

  /** As below, in a workspace. */
  WinnowConfig config(Workspace workspace, List<Layer> weaker, List<String> stronger) {
    return config(Optional.of(workspace), weaker, stronger);
  }

  /**
   * @param workspace whose own file counts, too
   * @param weaker lies below that file and above the defaults
   * @param stronger {@code key=value} each; go before what the person set
   */
  WinnowConfig config(Optional<Workspace> workspace, List<Layer> weaker, List<String> stronger) {
    List<String> all = new ArrayList<>(sets);
    all.addAll(stronger);
    return ConfigReader.read(weaker, workspace, files, all);
  }
}
