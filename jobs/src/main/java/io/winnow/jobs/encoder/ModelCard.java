package io.winnow.jobs.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.winnow.files.MalformedTextException;
import io.winnow.files.TextEncoding;
import io.winnow.hub.FrontMatter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a model's README.md says of it (huggingface.co/docs/hub/model-cards). */
final class ModelCard {

  private static final String NAMED_ELSEWHERE = "other";

  private ModelCard() {}

  /** The licence, such as {@code apache-2.0}; nothing if the file is not there or names none. */
  static Optional<String> licence(Path readme) throws IOException {
    String text;
    try (InputStream in = Files.newInputStream(readme)) {
      text = TextEncoding.AUTO.text(in);
    } catch (NoSuchFileException | MalformedTextException e) {
      return Optional.empty();
    }
    JsonNode card = FrontMatter.of(text).map(ModelCard::parsed).orElse(MissingNode.getInstance());
    JsonNode licence = card.path("license");
    String names =
        StreamSupport.stream((licence.isArray() ? licence : List.of(licence)).spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    return Optional.of(names)
        .map(it -> it.equals(NAMED_ELSEWHERE) ? card.path("license_name").asText(it) : it)
        .filter(it -> !it.isBlank());
  }

  /** People write all kinds of things there; a model is no worse for it. */
  private static JsonNode parsed(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
