package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status --json} prints is what its schema says, by somebody else's reading of it. */
class StatusSchemaTest {

  private static final JsonNode SCHEMA = schema();

  @TempDir Path folder;

  private static JsonNode schema() {
    try (InputStream in = Status.class.getResourceAsStream("status.schema.json")) {
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyStageOfAWorkspaceFits() {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);
    for (Stages stage : Stages.values()) {
      JsonNode status = stage.copyTo(folder.resolve(stage.name())).status();
      assertThat(schema.validate(status)).as(stage.name()).isEmpty();
    }
  }

  @Test
  void everyFieldIsDescribed() {
    JsonNode status = Stages.MEASURED.copyTo(folder.resolve("workspace")).status();
    assertThat(SCHEMA.get("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(status::fieldNames);
    assertThat(SCHEMA.at("/properties/rounds/items/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(status.at("/rounds/0")::fieldNames);
  }
}
