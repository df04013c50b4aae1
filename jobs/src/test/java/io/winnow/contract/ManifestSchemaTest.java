package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.winnow.contract.HandOff.Guideline;
import io.winnow.contract.ReturnManifestValidator.ReturnManifest;
import io.winnow.files.Resources;
import io.winnow.json.JsonFormat;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema takes what is right and nothing else, by somebody else's reading of JSON Schema. */
class ManifestSchemaTest {

  private static final String SCHEMA =
      new String(Resources.bytes(Contract.class, Contract.MANIFEST_SCHEMA), StandardCharsets.UTF_8);

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private static final String OPTIONAL = "redacted";

  @TempDir private Path temp;

  @Test
  void itTakesTheManifestsThatAreWritten() throws IOException {
    assertThat(problems(ofOutbox(), manifest())).isEmpty();
  }

  @Test
  void itListsEveryFieldOfTheRecordsAndDemandsThemAll() throws IOException {
    JsonNode schema = tree();
    JsonNode manifest = manifest();
    for (String place : List.of("", "/properties/files/items")) {
      JsonNode one = place.isEmpty() ? manifest : manifest.at("/files/0");
      JsonNode rules = schema.at(place);
      assertThat(rules.get("additionalProperties").asBoolean()).isFalse();
      assertThat(rules.get("properties").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(one::fieldNames);
      ObjectNode demanded = rules.get("properties").deepCopy();
      demanded.remove(OPTIONAL);
      assertThat(rules.get("required")).hasSameSizeAs(demanded);
    }
  }

  @Test
  void itTakesAManifestWithoutPlaceholders() throws IOException {
    ObjectNode without = manifest();
    assertThat(without.at("/redacted/EMAIL").asInt()).isEqualTo(3);
    without.remove(OPTIONAL);
    assertThat(problems(ofOutbox(), without)).isEmpty();
    assertThat(JsonFormat.LENIENT.<BatchManifest>readValue(without, BatchManifest.class).redacted())
        .isEmpty();
  }

  @Test
  void itRefusesWhatIsLeftOutAddedOrOfAnotherKind() throws IOException {
    for (String field : List.of("contract", "round", "offsets", "labels", "guidelines", "files")) {
      ObjectNode without = manifest();
      without.remove(field);
      assertThat(problems(ofOutbox(), without)).as(field).isNotEmpty();
    }
    assertThat(problems(ofOutbox(), manifest().put("model", "models/0003"))).isNotEmpty();
    assertThat(problems(ofOutbox(), manifest().put("round", -1))).isNotEmpty();
    assertThat(problems(ofOutbox(), manifest().put("offsets", "utf-16"))).isNotEmpty();
    ObjectNode badDigest = manifest();
    ((ObjectNode) badDigest.at("/files/0")).put("sha256", "abc");
    assertThat(problems(ofOutbox(), badDigest)).isNotEmpty();
  }

  @Test
  void itTakesThePagesExampleOfAReturnsManifest() throws IOException {
    String page =
        new String(Resources.bytes(Contract.class, Contract.PAGE), StandardCharsets.UTF_8);
    Matcher example = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();
    byte[] json = example.group(1).getBytes(StandardCharsets.UTF_8);
    assertThat(problems(ofReturn(), JsonFormat.LENIENT.readTree(json))).isEmpty();
    assertThat(
            JsonFormat.LENIENT
                .<ReturnManifest>readValue(JsonFormat.LENIENT.readTree(json), ReturnManifest.class)
                .files())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.parquet",
        "b/../../a.parquet",
        "/a.parquet",
        "b//a.parquet",
        "b/",
        "b\\a.parquet",
        "file:a.parquet",
        "_a.parquet",
        "b/.a.parquet",
        "a\u0000.parquet",
        ""
      })
  void aNameThatLeadsElsewhereIsRefusedByTheSchemaAsByTheCheck(String name) {
    assertThat(problems(ofReturn(), returned(name))).isNotEmpty();
    assertThat(VendorManifest.objection(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.parquet", "b/c/a.parquet", "a b.parquet", "\u00E4..b.parquet"})
  void aNameBelowTheFolderIsTakenByBoth(String name) {
    assertThat(problems(ofReturn(), returned(name))).isEmpty();
    assertThat(VendorManifest.objection(name)).isEmpty();
  }

  private static JsonSchema ofOutbox() {
    return FACTORY.getSchema(SCHEMA);
  }

  /** The part of the schema that says what a return's manifest looks like. */
  private static JsonSchema ofReturn() {
    return FACTORY.getSchema(
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema",
         "$ref": "#/$defs/return", "$defs": %s}
        """
            .formatted(tree().get("$defs")));
  }

  private static JsonNode tree() {
    try {
      return JsonFormat.LENIENT.readTree(SCHEMA.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> problems(JsonSchema schema, JsonNode json) {
    return schema.validate(json).stream().map(ValidationMessage::getMessage).toList();
  }

  private static JsonNode returned(String name) {
    ReturnManifest manifest =
        new ReturnManifest(List.of(new ReturnManifest.ReturnFile(name, "0".repeat(64), 3L)));
    return JsonFormat.MAPPER.valueToTree(manifest);
  }

  private ObjectNode manifest() throws IOException {
    Path outbox = Files.createTempDirectory(temp, "outbox").resolve("run");
    HandOff handOff =
        new HandOff(
            ContractVersion.newest(),
            3,
            2,
            2,
            new LabelScheme(List.of("PER", "LOC")),
            Map.of("PER", new Guideline("People", List.of("Ann Lee"))));
    new BatchWriter(Hadoop.local(), handOff, Optional.empty())
        .write(
            Hadoop.path(outbox),
            IntStream.range(0, 3)
                .mapToObj(n -> Sentence.ofWords("test", List.of("number", "" + n)))
                .map(
                    s ->
                        new OutboundSentence(
                            s.id(),
                            s.text(),
                            s.words(),
                            List.of(),
                            List.of(),
                            List.of("EMAIL"),
                            Shown.NOTHING))
                .iterator());
    return (ObjectNode)
        JsonFormat.LENIENT.readTree(Files.readAllBytes(outbox.resolve("manifest.json")));
  }
}
