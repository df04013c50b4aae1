package io.winnow.cli;

import io.winnow.cli.config.ConfigReader;
import io.winnow.cli.config.Layer;
import io.winnow.cli.config.WinnowConfig;
import io.winnow.workspace.Workspace;
import io.winnow.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that works in a workspace. */
final class WorkspaceOptions {

  private static final String CONFIG = "winnow.conf";

  @Option(
      names = {"-w", "--workspace"},
      required = true,
      paramLabel = "URI",
      description = "The workspace: a folder on any Hadoop file system.")
  private String workspace;

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Spark's Hadoop settings apply here too, so that s3a:// and the like work without Spark.
   *
   * @throws ParameterException if no file system has such a folder
   */
  Workspace workspace() {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    try {
      return Workspace.at(workspace, hadoop);
    } catch (WorkspaceException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * @param weaker lies below the workspace's own file and above the defaults
   */
  WinnowConfig config(Workspace workspace, List<Layer> weaker) {
    List<Layer> layers = new ArrayList<>(weaker);
    workspace
        .readText(CONFIG)
        .ifPresent(text -> layers.add(new Layer(workspace + "/" + CONFIG, text)));
    files.forEach(file -> layers.add(Layer.of(file)));
    return ConfigReader.read(layers, sets);
  }
}
