package io.winnow.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.redaction.Detector.UnboundedException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {

  private static final Redactor ALL =
      new Redactor(Stream.of(BuiltIn.values()).map(BuiltIn::detector).toList());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Write to bob.lee+x@mail.example.org, please | Write to [EMAIL-1], please",
        "<o'neil@example.co.uk>, (a_b@example.org) | <[EMAIL-1]>, ([EMAIL-2])",
        "mailto:ann@example.org. | mailto:[EMAIL-1].",
        "jürgen@müller.de und 用户@例子.公司 | [EMAIL-1] und [EMAIL-2]",
        "bob＠example．org | [EMAIL-1]",
        "bob\u200B@exam\u00ADple.org | [EMAIL-1]",
        "a@b.org;c@d.org A@B.ORG | [EMAIL-1];[EMAIL-2] [EMAIL-1]",
        "Ring +49 (30) 1234-567 now | Ring [PHONE-1] now",
        "+1 555 123 4567, 0049 30 1234567 | [PHONE-1], [PHONE-2]",
        "030/1234567 or 0170 1234567 | [PHONE-1] or [PHONE-2]",
        "06 12 34 56 78 | [PHONE-1]",
        "(555) 123-4567 and 555-123-4567 and 1-800-555-0100 | [PHONE-1] and [PHONE-1] and"
            + " [PHONE-2]",
        "555-123-4567 555-987-6543 | [PHONE-1] [PHONE-2]",
        "Tel. 12345-67, phone: 5551234 | Tel. [PHONE-1], phone: [PHONE-2]",
        "+٤٩ ٣٠ ١٢٣٤٥٦٧ | [PHONE-1]",
        "DE89 3704 0044 0532 0130 00 and gb82west12345698765432 | [IBAN-1] and [IBAN-2]",
        "NL91-ABNA-0417-1643-00, NL91ABNA0417164300 | [IBAN-1], [IBAN-1]",
        "4111 1111 1111 1111 or 378282246310005 | [CARD-1] or [CARD-2]",
        "4111-1111-1111-1111 5555555555554444 | [CARD-1] [CARD-2]",
        "\"bob smith\"@example.org, 8-800-555-35-35 | [EMAIL-1], [PHONE-1]",
        "(555) 123-4567 (555) 987-6543 | [PHONE-1] [PHONE-2]",
        "555-123-4567/555-987-6543,2025550143 | [PHONE-1]/[PHONE-2],[PHONE-3]",
        "7,4111111111111111,3 | 7,[CARD-1],3",
        "server 10.0.0.1,10.0.0.2 ...10.0.0.3 | server [IP-1],[IP-2] ...[IP-3]",
        "see https://example.org/?q=%22a or \"https://example.org/?b\" | see"
            + " https://example.org/?[URL-QUERY-1] or \"https://example.org/?[URL-QUERY-2]\"",
        "from 10.0.0.1:8080 to 192.168.1.20. | from [IP-1]:8080 to [IP-2].",
        "2001:db8::8a2e:370:7334, ::1 and fe80:0:0:0:1:2:3:4 | [IP-1], [IP-2] and [IP-3]",
        "::ffff:10.1.2.3 | [IP-1]",
        "see https://example.org/a?token=abc&u=1. | see https://example.org/a?[URL-QUERY-1].",
        "(www.example.org/?q=x) example.org/p?id=7 | (www.example.org/?[URL-QUERY-1])"
            + " example.org/p?[URL-QUERY-2]",
        "https://ann:secret@intranet/a | https://[URL-QUERY-1]@intranet/a",
        "https://ann:secret@example.org/a | https://[EMAIL-1]/a",
        "https://example.org/cb#access_token=abc | https://example.org/cb#[URL-QUERY-1]",
        "https://example.org/?mail=bob@example.org&x=1 | https://example.org/?[URL-QUERY-1]",
      })
  void found(String text, String expected) {
    assertThat(ALL.redact(text, new Placeholders()).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Follow @bob, a@b or name @ place",
        "On 2024-01-31, 31.01.2024, 2024/12/24 and 12:30:45",
        "1,000,000 or 10 000 000 or 3.14159265358979",
        "In 1998-2004, pages 12-14 and 2019 2020 2021",
        "ISBN 978-3-16-148410-0",
        "NL91ABNA0417164301",
        "4111 1111 1111 1112",
        "version 1.2.3.4, v2.0.1.7 and 1.2.3",
        "256.1.1.1 and 1.2.3.4.5",
        "std::vector A::B 00:1A:2B:3C:4D:5E",
        "Why?because and https://example.org/a/b#top",
        "Really? Yes.",
        "an order of 123456789012",
      })
  void notFound(String text) {
    assertThat(ALL.redact(text, new Placeholders()).text()).isEqualTo(text);
  }

  @Test
  void ownPatternsAndDictionaries() {
    Redactor own =
        new Redactor(
            List.of(
                OwnPattern.of("EMPLOYEE", "E\\d{6}"),
                OwnDictionary.of("NAME", List.of("Zoë Müller", "O'Brien", "王伟", "Straße"))));
    assertThat(own.redact("E123456 met ZOE\u0308  MU\u0308LLER's kin", new Placeholders()).text())
        .isEqualTo("[EMPLOYEE-1] met [NAME-1]'s kin");
    assertThat(own.redact("我是王伟的朋友 Zoë-Müller STRASSE", new Placeholders()).text())
        .isEqualTo("我是[NAME-1]的朋友 [NAME-2] [NAME-3]");
    assertThat(own.redact("O’Brien, Zoë Müllerin", new Placeholders()).text())
        .isEqualTo("[NAME-1], Zoë Müllerin");
  }

  @Test
  void aPatternThatNeverEndsIsGivenUp() {
    Redactor slow = new Redactor(List.of(OwnPattern.of("SLOW", "(x+x+)+\\1y")));
    assertThatThrownBy(() -> slow.redact("x".repeat(60), new Placeholders()))
        .isInstanceOf(UnboundedException.class)
        .hasMessageContaining("pattern SLOW '(x+x+)+\\1y' reads more than 10,000,000 characters");
    assertThatThrownBy(() -> OwnPattern.of("ANY", "x*")).hasMessageContaining("matches an empty");
    assertThatThrownBy(() -> OwnPattern.of("BAD", "(")).hasMessageContaining("no regular");
  }

  @Test
  void aPlaceholderThatTheTextHasIsNotUsed() {
    assertThat(ALL.redact("[EMAIL-1] is a@b.org", new Placeholders()).text())
        .isEqualTo("[EMAIL-1] is [EMAIL-2]");
  }

  @Test
  void whatStillMatchesIsTold() {
    Redactor own =
        new Redactor(
            Arrays.asList(
                OwnPattern.of("CODE", "x\\d+"), OwnPattern.of("PAIR", "y\\[CODE-\\d+\\]")));
    assertThat(own.left(own.redact("yx12", new Placeholders()))).contains("PAIR");
    assertThat(own.left(own.redact("y x12", new Placeholders()))).isEmpty();
    Redactor brackets = new Redactor(List.of(OwnPattern.of("B", "\\[.*?\\]|\\d+")));
    assertThat(brackets.left(brackets.redact("12", new Placeholders()))).isEmpty();
  }
}
