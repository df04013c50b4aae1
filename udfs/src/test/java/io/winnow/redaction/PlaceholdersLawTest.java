package io.winnow.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.redaction.Placeholders.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** In the texts of a document, placeholders and things are one to one, whoever goes on with it. */
class PlaceholdersLawTest {

  private static final Redactor ALL =
      new Redactor(Stream.of(BuiltIn.values()).map(BuiltIn::detector).toList());

  @Property(tries = 300)
  void oneThingOnePlaceholder(
      @ForAll("texts") List<String> texts, @ForAll @IntRange(max = 12) int handedOn) {
    Placeholders placeholders = new Placeholders();
    texts.forEach(placeholders::avoid);
    List<Given> given = new ArrayList<>();
    Map<String, String> byThing = new HashMap<>();
    Map<String, String> byPlaceholder = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (i == handedOn) {
        given.addAll(placeholders.given());
        placeholders = new Placeholders();
        texts.forEach(placeholders::avoid);
        given.forEach(placeholders::resume);
      }
      Redaction redaction = ALL.redact(texts.get(i), List.of(), placeholders);
      for (Replacement it : redaction.replacements()) {
        String thing =
            redaction
                .original()
                .substring(it.start(), it.end())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[ ()-]", "");
        assertThat(byThing.computeIfAbsent(thing, key -> it.placeholder()))
            .isEqualTo(it.placeholder());
        assertThat(byPlaceholder.computeIfAbsent(it.placeholder(), key -> thing)).isEqualTo(thing);
        assertThat(it.placeholder()).matches(Placeholders.FORM);
        assertThat(texts).noneMatch(text -> text.contains(it.placeholder()));
      }
    }
    given.addAll(placeholders.given());
    assertThat(given.stream().map(Given::placeholder))
        .as("each is told once")
        .containsExactlyInAnyOrderElementsOf(byPlaceholder.keySet());
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of(
            "Ann",
            "bob@example.org",
            "Bob@Example.org",
            "bob2@example.org",
            "+49 (30) 1234-567",
            "+49 30 1234567",
            "10.0.0.1",
            "10.0.0.2",
            "[EMAIL-1]",
            "[EMAIL-3]",
            "[[PHONE-1]]",
            "[EMAIL-",
            "(",
            "我们")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(pieces -> String.join(" ", pieces))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
