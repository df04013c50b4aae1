package io.winnow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.charts.Axis;
import io.winnow.charts.BarChart;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The class path that {@code mvn package} writes down for {@code bin/winnow}. */
class LauncherClassPathIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** Lets-Plot needs jars that nothing is compiled with. */
  @Test
  void aChartIsDrawnOfWhatIsOnIt() throws Exception {
    List<URL> urls = new ArrayList<>(List.of(url("classes"), url("test-classes")));
    for (String file : List.of("launcher.classpath", "spark.classpath")) {
      for (String jar : Files.readString(TARGET.resolve(file)).strip().split(File.pathSeparator)) {
        urls.add(url(jar));
      }
    }
    try (URLClassLoader alone =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Supplier<?> chart =
          (Supplier<?>)
              alone.loadClass(Drawn.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(chart.get().toString()).contains("<svg", ">entity spans<");
    }
  }

  private static URL url(String file) throws MalformedURLException {
    return TARGET.resolve(file).toUri().toURL();
  }

  /** Loaded by the loader above, which knows nothing of this test's. */
  public static final class Drawn implements Supplier<String> {
    @Override
    public String get() {
      BarChart.Group group = new BarChart.Group("PER", List.of(7.0));
      Axis spans = new Axis("entity spans", Axis.Ticks.WHOLE);
      return new BarChart("Spans", spans, List.of(group), List.of("labels")).html();
    }
  }
}
