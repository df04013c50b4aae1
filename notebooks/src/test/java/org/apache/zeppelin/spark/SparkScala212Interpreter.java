package org.apache.zeppelin.spark;

import java.io.BufferedReader;
import java.io.File;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.repl.SparkILoop;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterGroup;
import org.apache.zeppelin.interpreter.thrift.InterpreterCompletion;
import org.apache.zeppelin.interpreter.util.InterpreterOutputStream;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.JavaConverters;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.Results;
import scala.tools.nsc.interpreter.SimpleReader;

/**
 * Zeppelin's Scala shell for Spark, of which no registry has the build for this Scala: that of an
 * earlier one sets the compiler up by a call that Scala 2.12.18 no longer has. Zeppelin finds this
 * class by its name; all but the way the compiler is set up is Zeppelin's.
 */
public final class SparkScala212Interpreter extends BaseSparkScalaInterpreter {

  private final File classes;
  private final InterpreterOutputStream output =
      new InterpreterOutputStream(LoggerFactory.getLogger(SparkScala212Interpreter.class));
  private SparkILoop shell;

  /** The constructor that Zeppelin looks for. */
  public SparkScala212Interpreter(
      SparkConf conf,
      List<String> dependencies,
      Properties properties,
      InterpreterGroup group,
      URLClassLoader loader,
      File classes) {
    super(conf, dependencies, properties, group, loader);
    this.classes = classes;
  }

  @Override
  public void open() {
    super.open();
    outputDir_$eq(classes);
    conf().set("spark.repl.class.outputDir", classes.getAbsolutePath());
    Settings settings = new Settings();
    settings.processArguments(
        scalaList("-usejavacp", "-Yrepl-class-based", "-Yrepl-outdir", classes.getAbsolutePath()),
        true);
    settings.embeddedDefaults(sparkInterpreterClassLoader());
    PrintWriter printer = new PrintWriter(output, true);
    shell = new SparkILoop(Option.<BufferedReader>empty(), printer);
    shell.settings_$eq(settings);
    shell.createInterpreter();
    shell.in_$eq(new SimpleReader(new BufferedReader(Reader.nullReader()), printer, false));
    compiler().initializeSynchronous();
    createSparkContext();
    createZeppelinContext();
  }

  @Override
  public void bind(
      String name, String type, Object value, scala.collection.immutable.List<String> modifiers) {
    compiler()
        .beQuietDuring(
            () -> {
              Results.Result bound = compiler().bind(name, type, value, modifiers);
              if (!bound.toString().equals("Success")) {
                throw new IllegalStateException("Cannot give the shell " + name + ": " + bound);
              }
              return bound;
            });
  }

  @Override
  public Results.Result scalaInterpret(String code) {
    return compiler().interpret(code);
  }

  @Override
  public InterpreterOutputStream interpreterOutput() {
    return output;
  }

  @Override
  public List<InterpreterCompletion> completion(
      String code, int cursor, InterpreterContext context) {
    return List.of();
  }

  @Override
  public ClassLoader getScalaShellClassLoader() {
    return compiler().classLoader();
  }

  @Override
  public void close() {
    super.close();
    if (shell != null) {
      shell.closeInterpreter();
    }
  }

  private IMain compiler() {
    return shell.intp();
  }

  private static scala.collection.immutable.List<String> scalaList(String... values) {
    return JavaConverters.asScalaBuffer(Arrays.asList(values)).toList();
  }
}
