package io.winnow.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A committed note, as Zeppelin keeps it: JSON. */
record Note(String id, String name, JsonNode json, List<Paragraph> paragraphs) {

  static Note read(Path file) {
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      List<Paragraph> paragraphs = new ArrayList<>();
      json.path("paragraphs").forEach(paragraph -> paragraphs.add(Paragraph.of(paragraph)));
      return new Note(json.path("id").asText(), json.path("name").asText(), json, paragraphs);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
