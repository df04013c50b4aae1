package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.text.EntitySpan;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Tags as numbers, whatever the order of their names and whoever says them. */
class TagNamesLawsTest {

  private static final List<String> TAGS =
      List.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-art-work", "I-art-work");

  @Property(tries = 200)
  void numbersSayWhatTheirNamesSay(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 6) Integer> words,
      @ForAll Random order,
      @ForAll boolean isGiven) {
    List<String> names = new ArrayList<>(TAGS);
    Collections.shuffle(names, order);
    ObjectNode features = JsonFormat.MAPPER.createObjectNode();
    ArrayNode inFile =
        features
            .putObject("ner_tags")
            .put("_type", "Sequence")
            .putObject("feature")
            .put("_type", "ClassLabel")
            .putArray("names");
    names.forEach(inFile::add);
    TagColumns columns =
        isGiven
            ? new TagColumns("auto", names, Set.of(), ClassNames.NONE, KeptFields.NONE)
            : new TagColumns(
                "auto",
                List.of(),
                Set.of(),
                HubFeatures.ofJson(features, "a.parquet"),
                KeptFields.NONE);

    List<String> tags = words.stream().map(TAGS::get).toList();
    ObjectNode record = JsonFormat.MAPPER.createObjectNode();
    tags.forEach(tag -> record.withArray("tokens").add("w"));
    tags.forEach(tag -> record.withArray("ner_tags").add(names.indexOf(tag)));

    assertThat(spans(columns, record)).isEqualTo(Tags.spans(tags));
  }

  @Property(tries = 100)
  void bareTypesAreTheSpansOfNeighbours(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 3) Integer> words) {
    TagColumns columns =
        new TagColumns(
            "auto",
            List.of("O", "PER", "art-work", "LOC"),
            Set.of(),
            ClassNames.NONE,
            KeptFields.NONE);
    ObjectNode record = JsonFormat.MAPPER.createObjectNode();
    words.forEach(word -> record.withArray("tokens").add("w"));
    words.forEach(word -> record.withArray("labels").add(word));

    List<EntitySpan> expected = new ArrayList<>();
    for (int start = 0, end; start < words.size(); start = end) {
      end = start + 1;
      while (end < words.size() && words.get(end).equals(words.get(start))) {
        end++;
      }
      if (words.get(start) > 0) {
        expected.add(new EntitySpan(start, end, columns.given().get(words.get(start))));
      }
    }
    assertThat(spans(columns, record)).isEqualTo(expected);
  }

  private static List<EntitySpan> spans(TagColumns columns, ObjectNode record) {
    return Tags.spans(
        StreamSupport.stream(columns.named(record).get(TagColumns.TAGS).spliterator(), false)
            .map(tag -> tag.asText())
            .toList());
  }
}
