package io.winnow.bench.contender;

import io.winnow.bench.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a contender's JVM and the benchmark talk: a line in, a line out, tabs between the words.
 * Between lines the contender waits for its standard input and costs nothing.
 *
 * <pre>
 * pass  SLICE OUTPUT         -> @bench wall=1.5 cpu=2.9 rss=900 peak=1100 ...
 * check SLICE OUTPUT SCORES  -> the same, and the MNLP of each sentence goes into the file SCORES
 * </pre>
 */
public final class Protocol {

  /** Begins an answer; any other line on standard output is a library's chatter. */
  public static final String ANSWER = "@bench";

  public static final String PASS = "pass";
  public static final String CHECK = "check";

  private Protocol() {}

  /** Serves until standard input ends. */
  public static void serve(Contender contender) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = System.out;
    answer(out, Map.of());
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\t");
      Pass pass = contender.over(new Slice(Path.of(words[1])), Path.of(words[2]));
      answer(out, timed(pass));
      if (words[0].equals(CHECK)) {
        write(Path.of(words[3]), pass.mnlp());
        answer(out, Map.of());
      }
    }
    System.exit(0);
  }

  private static Map<String, Double> timed(Pass pass) throws Exception {
    // What earlier passes left behind is not this one's to clean up.
    System.gc();
    Usage begun = Usage.now();
    Map<String, Double> own = pass.run();
    Usage used = Usage.now().since(begun);
    Map<String, Double> answer = new LinkedHashMap<>(own);
    answer.put("wall", used.wallSeconds());
    answer.put("cpu", used.cpuSeconds());
    answer.put("rss", (double) used.residentMiB());
    answer.put("peak", (double) Usage.highestResidentMiB());
    return answer;
  }

  private static void answer(PrintStream out, Map<String, Double> figures) {
    StringBuilder line = new StringBuilder(ANSWER);
    figures.forEach((name, value) -> line.append('\t').append(name).append('=').append(value));
    out.println(line);
    out.flush();
  }

  private static void write(Path file, Map<String, Double> mnlp) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, Double> entry : mnlp.entrySet()) {
        writer.write(entry.getKey() + "\t" + entry.getValue() + "\n");
      }
    }
  }
}
