package io.winnow.notebooks;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;
import org.apache.zeppelin.display.GUI;
import org.apache.zeppelin.display.Input;
import org.apache.zeppelin.interpreter.AbstractInterpreter;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterException;
import org.apache.zeppelin.interpreter.InterpreterGroup;
import org.apache.zeppelin.interpreter.InterpreterHookRegistry;
import org.apache.zeppelin.interpreter.InterpreterOutput;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResultMessage;
import org.apache.zeppelin.resource.LocalResourcePool;
import org.apache.zeppelin.spark.SparkInterpreter;
import org.apache.zeppelin.spark.SparkSqlInterpreter;

/** Zeppelin's own Spark interpreter, without a server: it runs paragraphs as the server has it. */
final class ZeppelinSpark {

  private static final String SESSION = "session";
  private static final String SQL = "spark.sql";

  private final InterpreterGroup group = new InterpreterGroup("spark");
  private final SparkInterpreter scala;
  private final SparkSqlInterpreter sql;

  private ZeppelinSpark(Properties properties) {
    group.setInterpreterHookRegistry(new InterpreterHookRegistry());
    group.setResourcePool(new LocalResourcePool("pool"));
    scala = new SparkInterpreter(properties);
    sql = new SparkSqlInterpreter(properties);
    scala.setInterpreterGroup(group);
    sql.setInterpreterGroup(group);
    group.addInterpreterToSession(scala, SESSION);
    group.addInterpreterToSession(sql, SESSION);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    // As Zeppelin's own launcher has it: the shell asks the loader for its jars.
    Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0], before));
    InterpreterContext.set(context("none", "open", new GUI(), new GUI()));
    try {
      scala.open();
      sql.open();
    } catch (InterpreterException e) {
      throw new IllegalStateException("Zeppelin's Spark interpreter does not open", e);
    } finally {
      InterpreterContext.remove();
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  SparkSession session() {
    return (SparkSession) scala.getSparkSession();
  }

  /** The one of all tests: it takes ten seconds to open. */
  static ZeppelinSpark shared() {
    return Holder.SHARED;
  }

  private static final class Holder {
    static final ZeppelinSpark SHARED = new ZeppelinSpark(properties());
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("spark.master", "local[2]");
    properties.setProperty("spark.app.name", "winnow-notebooks");
    properties.setProperty("spark.ui.enabled", "false");
    properties.setProperty("spark.sql.shuffle.partitions", "4");
    properties.setProperty(
        "spark.sql.warehouse.dir", Path.of("target/warehouse").toUri().toString());
    properties.setProperty("spark.driver.host", "127.0.0.1");
    properties.setProperty("spark.driver.bindAddress", "127.0.0.1");
    properties.setProperty("zeppelin.spark.useHiveContext", "false");
    properties.setProperty("zeppelin.spark.scala.color", "false");
    properties.setProperty("zeppelin.spark.maxResult", "1000");
    // Zeppelin 0.10 knows Spark up to 3.2.
    properties.setProperty("zeppelin.spark.enableSupportedVersionCheck", "false");
    return properties;
  }

  /**
   * Runs a paragraph as Zeppelin's server has it run.
   *
   * @param filled what a person put into the forms; a form that is not named keeps its default
   */
  ParagraphResult run(Note note, Paragraph paragraph, Map<String, Object> filled) {
    GUI forms = new GUI();
    forms.setParams(new HashMap<>(filled));
    boolean isSql = paragraph.interpreter().equals(SQL);
    String code = paragraph.code();
    if (isSql) {
      // What a server does for interpreters whose forms are written ${...} in the text.
      @SuppressWarnings("rawtypes") // Zeppelin's own signature.
      Map<String, Input> asked = Input.extractSimpleQueryForm(code, false);
      forms.setForms(asked);
      Map<String, Object> values = new HashMap<>();
      asked.forEach((name, input) -> values.put(name, input.getDefaultValue()));
      values.putAll(filled);
      code = Input.getSimpleQuery(values, code, false);
    }
    AbstractInterpreter interpreter = isSql ? sql : scala;
    InterpreterContext context = context(note.id(), paragraph.id(), forms, new GUI());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    PrintStream printer = System.out;
    Thread.currentThread().setContextClassLoader(scala.getScalaShellClassLoader());
    try {
      InterpreterResult result = interpreter.interpret(code, context);
      context.out.flush();
      Map<String, Input<?>> asked = new LinkedHashMap<>();
      forms.getForms().forEach(asked::put);
      List<InterpreterResultMessage> messages =
          new ArrayList<>(context.out.toInterpreterResultMessage());
      messages.addAll(result.message());
      return new ParagraphResult(paragraph, result.code(), asked, messages);
    } catch (InterpreterException | IOException e) {
      throw new IllegalStateException("Zeppelin cannot run " + paragraph.title(), e);
    } finally {
      // The shell keeps it, and tests print, too.
      System.setOut(printer);
      InterpreterContext.remove();
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private InterpreterContext context(String note, String paragraph, GUI forms, GUI noteForms) {
    return InterpreterContext.builder()
        .setNoteId(note)
        .setParagraphId(paragraph)
        .setGUI(forms)
        .setNoteGUI(noteForms)
        .setLocalProperties(new HashMap<>())
        .setResourcePool(group.getResourcePool())
        .setInterpreterOut(new InterpreterOutput(Unheard.OUTPUT))
        .setIntpEventClient(new Unheard.Server())
        .build();
  }
}
