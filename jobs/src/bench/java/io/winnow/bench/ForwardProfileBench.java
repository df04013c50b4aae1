package io.winnow.bench;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.model.BatchLayout;
import io.winnow.model.Precision;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the time of reading sentences goes, by libtorch's own profiler: each operation less those
 * that it calls.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.ForwardProfileBench \
 *     -Dbench.args="../../shared/data/books/books-200k.txt.gz 2000 BF16 1024"
 * </pre>
 */
public final class ForwardProfileBench {

  private static final int SHOWN = 14;

  private ForwardProfileBench() {}

  private record Event(double start, double end, String name) {}

  /**
   * @param arguments a text file with a sentence a line, how many to read, a precision,
   *     and tokens in a batch
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Encoder.withHead(Encoder.pretrained());
    List<List<String>> sentences = Books.first(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Precision precision = Precision.valueOf(arguments[2]);
    BatchLayout layout = BatchLayout.byTokens(Integer.parseInt(arguments[3]), 64);
    Torch.threads(1);
    try (TokenClassifier classifier = TokenClassifier.load(folder, precision, Device.cpu())) {
      classifier.logProbabilities(sentences.subList(0, sentences.size() / 4), layout);
      Path trace = Files.createTempFile("winnow-profile", ".json");
      Usage begun = Usage.now();
      JniUtils.startProfile(false, false, false);
      classifier.logProbabilities(sentences, layout);
      JniUtils.stopProfile(trace.toString());
      double cpu = Usage.now().since(begun).cpuSeconds();
      Map<String, Double> own = own(trace);
      double all = own.values().stream().mapToDouble(Double::doubleValue).sum();
      System.out.printf(
          "%d sentences in %s: %.1f CPU-s, %.1f s in operations%n",
          sentences.size(), precision, cpu, all / 1e6);
      own.entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .limit(SHOWN)
          .forEach(
              entry ->
                  System.out.printf("%6.1f %%  %s%n", 100 * entry.getValue() / all, entry.getKey()));
      Files.delete(trace);
    }
  }

  /** Microseconds by operation. */
  private static Map<String, Double> own(Path trace) throws IOException {
    Map<String, Double> own = new TreeMap<>();
    JsonNode json = new ObjectMapper().readTree(trace.toFile());
    List<Event> events = new ArrayList<>();
    for (JsonNode event : json.isArray() ? json : json.path("traceEvents")) {
      if (event.path("ph").asText().equals("X")) {
        double start = event.path("ts").asDouble();
        events.add(
            new Event(start, start + event.path("dur").asDouble(), event.path("name").asText()));
      }
    }
    events.sort(
        Comparator.comparingDouble(Event::start)
            .thenComparing(Comparator.comparingDouble(Event::end).reversed()));
    List<Event> open = new ArrayList<>();
    for (Event event : events) {
      while (!open.isEmpty() && open.get(open.size() - 1).end() <= event.start()) {
        open.remove(open.size() - 1);
      }
      double length = event.end() - event.start();
      own.merge(event.name(), length, Double::sum);
      if (!open.isEmpty()) {
        own.merge(open.get(open.size() - 1).name(), -length, Double::sum);
      }
      open.add(event);
    }
    return own;
  }
}
