package io.winnow.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.winnow.files.TextEncoding;
import io.winnow.foreign.NamedFile;
import io.winnow.foreign.NamedFile.IrregularException;
import io.winnow.hub.FrontMatter;
import io.winnow.json.JsonFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the files beside a data set say of its fields: {@code dataset_info.json}, {@code
 * dataset_infos.json} and the front matter of {@code README.md}, in the data's folder or, if they
 * say nothing there, above it.
 */
final class HubMetadata {

  /** Bytes of a page or of a list of fields. */
  private static final long LONGEST = 64 << 20;

  /** {@code data/train/00000.parquet}, with the README two folders up. */
  private static final int FOLDERS_UP = 2;

  private final Configuration hadoop;
  private final Set<String> steps;

  private HubMetadata(Configuration hadoop, Set<String> steps) {
    this.hadoop = hadoop;
    this.steps = steps;
  }

  /**
   * @param folder that holds data
   * @throws InputException if such a file can't be parsed
   */
  static ClassNames of(Configuration hadoop, Path folder) {
    HubMetadata reading =
        new HubMetadata(hadoop, Set.copyOf(List.of(folder.toUri().getPath().split("/"))));
    Path here = folder;
    for (int up = 0; up <= FOLDERS_UP && here != null; up++) {
      Path at = here;
      ClassNames found =
          ClassNames.all(
              Stream.of("dataset_info.json", "dataset_infos.json", "README.md")
                  .map(name -> reading.names(new Path(at, name))));
      if (!found.byField().isEmpty()) {
        return found;
      }
      here = here.getParent();
    }
    return ClassNames.NONE;
  }

  /** What is said of all these files. */
  static ClassNames of(Configuration hadoop, InputFiles files) {
    return ClassNames.all(
        files.files().stream()
            .map(file -> new Path(file.path()).getParent())
            .distinct()
            .map(folder -> of(hadoop, folder)));
  }

  /**
   * @param metadata the value of the key {@code huggingface} in a Parquet file's footer; may be
   *     null
   */
  static ClassNames ofFooter(String metadata, String file) {
    if (metadata == null) {
      return ClassNames.NONE;
    }
    JsonNode info = parsed(JsonFormat.MAPPER, metadata, "the footer of " + file);
    return HubFeatures.ofJson(info.path("info").path("features"), file);
  }

  /** What a README.md begins with between two lines of dashes; missing if it has no such thing. */
  static JsonNode frontMatter(Configuration hadoop, Path readme) {
    String text = text(hadoop, readme);
    return FrontMatter.of(text)
        .map(yaml -> parsed(new YAMLMapper(), yaml, readme.toUri().getPath()))
        .orElse(MissingNode.getInstance());
  }

  private ClassNames names(Path file) {
    String text = text(hadoop, file);
    String name = file.toUri().getPath();
    return switch (file.getName()) {
      case "README.md" -> ofReadme(file, name);
      case "dataset_info.json" ->
          described(List.of(parsed(JsonFormat.MAPPER, text, name)), name, HubFeatures::ofJson);
      default -> {
        JsonNode configurations = parsed(JsonFormat.MAPPER, text, name);
        List<JsonNode> all = new ArrayList<>();
        configurations.properties().stream()
            .filter(it -> configurations.size() == 1 || fits(configurations, it.getKey()))
            .forEach(it -> all.add(it.getValue()));
        yield described(all, name, HubFeatures::ofJson);
      }
    };
  }

  /** Several configurations are told apart by the data's folder, if it has such a name. */
  private boolean fits(JsonNode configurations, String configuration) {
    boolean isInPath =
        configurations.properties().stream().anyMatch(it -> steps.contains(it.getKey()));
    return !isInPath || steps.contains(configuration);
  }

  private ClassNames ofReadme(Path file, String name) {
    JsonNode info = frontMatter(hadoop, file).path("dataset_info");
    List<JsonNode> all = new ArrayList<>();
    (info.isArray() ? info : List.of(info)).forEach(all::add);
    boolean isInPath = all.stream().anyMatch(it -> steps.contains(it.path("config_name").asText()));
    all.removeIf(it -> isInPath && !steps.contains(it.path("config_name").asText()));
    return described(all, name, HubFeatures::ofFrontMatter);
  }

  private static ClassNames described(
      List<JsonNode> infos, String name, BiFunction<JsonNode, String, ClassNames> reading) {
    return ClassNames.all(
        infos.stream()
            .map(
                info -> {
                  String config = info.path("config_name").asText();
                  boolean isOneOfMany = infos.size() > 1 && !config.isEmpty();
                  String origin = isOneOfMany ? "%s (%s)".formatted(name, config) : name;
                  return reading.apply(info.path("features"), origin);
                }));
  }

  private static JsonNode parsed(ObjectMapper mapper, String text, String name) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputException(
          "Cannot read what the data's fields mean from %s: %s"
              .formatted(name, e.getOriginalMessage()),
          e);
    }
  }

  /** Empty if there is no such file, or it is no text of a usual length. */
  private static String text(Configuration hadoop, Path file) {
    try {
      FileSystem fs = file.getFileSystem(hadoop);
      if (new NamedFile(fs, file).look().length() > LONGEST) {
        return "";
      }
      try (InputStream in = TextEncoding.AUTO.utf8(fs.open(file))) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return text.replace("\r\n", "\n");
      }
    } catch (FileNotFoundException | IrregularException e) {
      return "";
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
