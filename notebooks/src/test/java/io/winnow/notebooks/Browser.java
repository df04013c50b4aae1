package io.winnow.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium of this machine, without a window. It tells what a person would see of a page. */
record Browser(Path program, Path folder) {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Pattern SEEN = Pattern.compile("<pre id=\"seen\">([A-Za-z0-9+/=]*)</pre>");
  private static final long SECONDS = 120;

  /** Runs in the page, last of all: visible text with and without labels, entities, the title. */
  private static final String LOOK =
      """
      <script>
      addEventListener('load', () => {
        const main = document.getElementById('shown');
        const marks = [...main.querySelectorAll('mark, .winnow-missing')].map(mark => {
          const box = mark.getBoundingClientRect();
          return {text: mark.innerText, title: mark.title, width: box.width, height: box.height,
                  colour: getComputedStyle(mark).backgroundColor,
                  outline: getComputedStyle(mark).outlineStyle};
        });
        const rows = [...main.querySelectorAll('tr')].map(row => row.innerText);
        const seen = {title: document.title, text: main.innerText, marks, rows,
                      scripts: main.querySelectorAll('script').length,
                      wider: main.scrollWidth > document.documentElement.clientWidth};
        main.querySelectorAll('.winnow-label').forEach(label => label.style.display = 'none');
        seen.plain = main.innerText;
        const pre = document.createElement('pre');
        pre.id = 'seen';
        pre.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(seen))));
        document.body.appendChild(pre);
      });
      </script>
      """;

  /** Runs beside the page, which lies in a frame as wide as the window of somebody who reads it. */
  private static final String READ =
      """
      <script>
      addEventListener('load', () => {
        const frame = document.getElementById('page');
        const page = frame.contentDocument;
        const box = element => {
          const {left, right, width, height} = element.getBoundingClientRect();
          return {left, right, width, height};
        };
        const charts = [...page.querySelectorAll('.chart')].map(chart => {
          const shown = [...chart.querySelectorAll('svg')].filter(svg => box(svg).height > 0);
          const marks = shown.flatMap(svg =>
            [...svg.querySelectorAll(':not(clipPath) > :is(rect, circle, path)')].map(box));
          return {shown: shown.map(box), marks: marks.filter(it => it.width > 1 && it.height > 1)};
        });
        const seen = {title: page.title, text: page.body.innerText,
                      scripts: page.querySelectorAll('script').length,
                      window: frame.contentWindow.innerWidth,
                      page: page.documentElement.scrollWidth, charts};
        const pre = document.createElement('pre');
        pre.id = 'seen';
        pre.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(seen))));
        document.body.appendChild(pre);
      });
      </script>
      """;

  static Optional<Browser> find(Path folder) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Browser(program, folder));
  }

  /**
   * @param html what paragraphs show
   */
  JsonNode look(String html) throws IOException, InterruptedException {
    return seen("a note", "<div id=\"shown\">" + html + "</div>" + LOOK);
  }

  /**
   * @param file a page of its own
   * @param width of the window
   */
  JsonNode read(Path file, int width) throws IOException, InterruptedException {
    String html = Files.readString(file).replace("&", "&amp;").replace("\"", "&quot;");
    String frame =
        "<iframe id=\"page\" style=\"width: %dpx; height: 900px; border: 0\" srcdoc=\"%s\"></iframe>";
    return seen("a frame", frame.formatted(width, html) + READ);
  }

  private JsonNode seen(String title, String body) throws IOException, InterruptedException {
    Path page = Files.createTempFile(folder, "page", ".html");
    Files.writeString(
        page,
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%s</title></head><body>%s</body></html>"
            .formatted(title, body));
    Path dom = Files.createTempFile(folder, "page", ".dom");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-extensions",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=900,1200",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("%s took longer than %d s".formatted(program, SECONDS));
    }
    Matcher seen = SEEN.matcher(Files.readString(dom));
    if (!seen.find()) {
      throw new IllegalStateException(
          "%s ended with %d and showed no page".formatted(program, process.exitValue()));
    }
    byte[] json = Base64.getDecoder().decode(seen.group(1));
    return new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
  }
}
