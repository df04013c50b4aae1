package io.winnow.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is committed of notes: what people run, and nothing of what somebody once saw. */
class NoteFilesTest {

  @Test
  void allFiveAreThereAndDifferInTheirIds() throws IOException {
    assertThat(Notes.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder(
            "tag-text.zpln",
            "run-a-round.zpln",
            "disputes.zpln",
            "learning-curve.zpln",
            "explore-scores.zpln");
    List<Note> notes = Notes.all();
    assertThat(notes).extracting(Note::id).doesNotHaveDuplicates();
    assertThat(notes.stream().flatMap(note -> note.paragraphs().stream()).map(Paragraph::id))
        .doesNotHaveDuplicates();
  }

  @Test
  void noOutputNoFormsContentNoUserAndNoTimeIsKept() throws IOException {
    for (Note note : Notes.all()) {
      assertThat(note.json().path("noteParams")).as(note.name()).isEmpty();
      for (Paragraph paragraph : note.paragraphs()) {
        JsonNode json = paragraph.json();
        assertThat(Stream.of("results", "result", "user", "dateStarted", "dateFinished"))
            .as(paragraph.title())
            .noneMatch(json::has);
        assertThat(json.path("status").asText()).isEqualTo("READY");
        assertThat(json.path("settings").path("params")).as(paragraph.title()).isEmpty();
        assertThat(json.path("settings").path("forms")).as(paragraph.title()).isEmpty();
      }
    }
  }

  @Test
  void everyParagraphHasATitleAndRunsOnSpark() throws IOException {
    for (Note note : Notes.all()) {
      assertThat(note.name()).startsWith("Winnow/");
      for (Paragraph paragraph : note.paragraphs()) {
        assertThat(paragraph.title()).isNotBlank();
        assertThat(paragraph.interpreter()).isIn("spark", "spark.sql");
      }
    }
  }

  /** The list of files, and what is in them. */
  static final class Notes {

    private Notes() {}

    static List<Path> files() throws IOException {
      try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
        return files.filter(file -> file.toString().endsWith(".zpln")).sorted().toList();
      }
    }

    static List<Note> all() throws IOException {
      return files().stream().map(Note::read).toList();
    }
  }
}
