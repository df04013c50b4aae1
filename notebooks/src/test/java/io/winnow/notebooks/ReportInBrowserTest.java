package io.winnow.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace's report as people see it, on a phone and on a desk. */
class ReportInBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {400, 1280})
  void itFitsItsChartsAreSeenAndTextIsText(int width) throws Exception {
    Optional<Browser> browser = Browser.find(folder);
    assumeThat(browser).as("a Chromium on the PATH").isPresent();
    Path report = Town.copyTo(folder.resolve("workspace")).resolve("report.html");
    JsonNode seen = browser.get().read(report, width);

    assertThat(seen.get("window").asInt()).isEqualTo(width);
    assertThat(seen.get("page").asInt()).as("no scrolling sideways").isLessThanOrEqualTo(width);
    assertThat(seen.get("charts")).hasSizeGreaterThan(2);
    for (JsonNode chart : seen.get("charts")) {
      assertThat(chart.get("shown")).as("one drawing of two: %s", chart).hasSize(1);
      JsonNode drawing = chart.at("/shown/0");
      assertThat(drawing.get("left").asDouble()).isNotNegative();
      assertThat(drawing.get("right").asDouble()).isBetween(width * .7, (double) width);
      assertThat(chart.get("marks")).as("%s", chart).isNotEmpty();
      assertThat(chart.get("marks"))
          .allMatch(mark -> mark.get("right").asDouble() <= drawing.get("right").asDouble());
    }
    assertThat(seen.get("text").asText()).contains(Town.SCRIPT);
    assertThat(seen.get("scripts").asInt()).isZero();
    assertThat(seen.get("title").asText()).doesNotContain("owned");
  }
}
