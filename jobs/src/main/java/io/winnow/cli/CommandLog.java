package io.winnow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What a command's process logs, and where a person finds it. */
final class CommandLog {

  private static final String OURS = "/conf/log4j2.properties";

  /** What Spark falls back to: thousands of lines on the terminal. */
  private static final String SPARKS = "org/apache/spark/log4j2-defaults";

  private static final List<String> CHOICES =
      List.of("log4j2.configurationFile", "log4j.configurationFile", "log4j2.configuration");

  private CommandLog() {}

  /**
   * Puts {@code conf/log4j2.properties} into effect, unless somebody has chosen another
   * configuration, by a property or by a file on the class path. Libraries that log by Java's own
   * means log there, too: else they would write straight to the terminal.
   */
  static void begin() {
    if (LogManager.getContext(false) instanceof LoggerContext log
        && isNobodysChoice(log.getConfiguration())) {
      Configurator.reconfigure(ours(log));
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static boolean isNobodysChoice(Configuration current) {
    String from = current.getConfigurationSource().getLocation();
    return CHOICES.stream().allMatch(name -> System.getProperty(name) == null)
        && (current instanceof DefaultConfiguration || (from != null && from.contains(SPARKS)));
  }

  private static Configuration ours(LoggerContext log) {
    URL file = CommandLog.class.getResource(OURS);
    try (InputStream in = file.openStream()) {
      return new PropertiesConfigurationFactory()
          .getConfiguration(log, new ConfigurationSource(in, file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * How a person gets to the log.
   *
   * @param otherwise what to say if there is none of ours
   */
  static String place(String otherwise) {
    String log = System.getProperty(ProcessFiles.LOG);
    if (log == null || !Files.exists(Path.of(log))) {
      return otherwise;
    }
    String container = System.getenv("CONTAINER_ID");
    return container == null || !log.equals(ProcessFiles.ofContainer())
        ? log
        : "yarn logs -applicationId %s -log_files %s"
            .formatted(
                ContainerId.fromString(container).getApplicationAttemptId().getApplicationId(),
                Path.of(log).getFileName());
  }
}
