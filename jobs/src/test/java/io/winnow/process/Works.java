package io.winnow.process;

import com.sun.jna.Pointer;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** What children of tests do. */
public final class Works {

  private Works() {}

  /** Answers with what it got, and lets libraries chat. */
  public static final class Echo implements ChildWork {
    @Override
    public void run(List<String> arguments, PrintStream answers) {
      System.out.println("a library says something");
      arguments.forEach(answers::println);
    }
  }

  /** Answers with where it is. */
  public static final class Whereabouts implements ChildWork {
    @Override
    public void run(List<String> arguments, PrintStream answers) throws Exception {
      answers.println(Path.of("").toAbsolutePath());
      answers.println(Files.createTempFile("some", "thing").getParent());
      answers.println(System.getenv("TMPDIR"));
      answers.println(System.getenv("OMP_NUM_THREADS"));
      answers.println(System.getenv("JAVA_TOOL_OPTIONS"));
      answers.println(Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  /** Ends in the way that it is told. */
  public static final class End implements ChildWork {
    @Override
    public void run(List<String> arguments, PrintStream answers) throws Exception {
      answers.println("at work");
      answers.flush();
      switch (arguments.get(0)) {
        case "throw" -> throw new IllegalStateException("no more " + arguments.get(1));
        case "exit" -> System.exit(Integer.parseInt(arguments.get(1)));
        case "crash" -> new Pointer(0).setInt(8, 1);
        case "hog" -> hog();
        case "noise" -> noise();
        default -> Thread.sleep(600_000);
      }
    }

    private static void hog() {
      List<long[]> all = new ArrayList<>();
      while (true) {
        all.add(new long[1 << 16]);
      }
    }

    private static void noise() {
      for (int line = 0; line < 100_000; line++) {
        System.err.println("line " + line);
      }
      throw new IllegalStateException("enough");
    }
  }

  /** Has a child of its own, which sleeps, and answers with its process's number. */
  public static final class Parent implements ChildWork {
    @Override
    public void run(List<String> arguments, PrintStream answers) throws Exception {
      Path folder = Files.createDirectory(Path.of(arguments.get(0)));
      try (Child child = ChildJvm.in(folder).start(End.class, List.of("sleep"))) {
        child.answers().readLine();
        answers.println(child.pid());
        answers.flush();
        new Scanner(child.answers()).nextLine();
      }
    }
  }
}
