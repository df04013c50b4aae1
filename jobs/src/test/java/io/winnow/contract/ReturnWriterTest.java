package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnWriterTest {

  private static final ReturnedAnnotation ANSWER =
      new ReturnedAnnotation(
          "id1",
          "r0007-b0001",
          "ann",
          "done",
          List.of(new ReturnedAnnotation.Span(0, 5, "LOC", "Paris")),
          null,
          2.5,
          null,
          null);

  private final FileSystem fs = Hadoop.local();

  @TempDir private Path inbox;

  @Test
  void theNameTellsTheAnswersWhicheverJvmWroteThem() throws IOException {
    String answer =
        """
        {"record_id":"id1","batch_id":"r0007-b0001","annotator_id":"ann","status":"done",\
        "spans":[{"start":0,"end":5,"type":"LOC","text":"Paris"}],"tags":null,"seconds":2.5,\
        "comment":null,"error":null}\
        """;
    String hash = Sha256.of(answer.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    assertThat(delivered(ANSWER)).isEqualTo("import-0001-%s.parquet".formatted(hash));
  }

  @Test
  void whatWasDeliveredOnceIsNotDeliveredAgainAlsoAfterOtherAnswers() throws IOException {
    String first = delivered(ANSWER);
    String second = delivered(ANSWER, ANSWER);
    assertThat(second).startsWith("import-0002-");
    assertThat(delivered(ANSWER)).isEqualTo(first);
    assertThat(inbox.toFile().list()).containsExactlyInAnyOrder(first, second);
  }

  private String delivered(ReturnedAnnotation... answers) throws IOException {
    try (ReturnWriter writer = new ReturnWriter(fs, Hadoop.path(inbox), Optional.empty())) {
      for (ReturnedAnnotation answer : answers) {
        writer.write(answer);
      }
      return writer.deliver().getName();
    }
  }
}
