package io.winnow.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.display.SideBySide.Answer;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlViewTest {

  private static final TypePalette PALETTE =
      TypePalette.of(new LabelScheme(List.of("PER", "LOC", "ORG")));
  private static final HtmlView VIEW = new HtmlView(PALETTE);

  @Test
  void anEntityIsMarkedWithItsTypeAndConfidenceAsText() {
    Sentence sentence = Sentence.ofWords("s", List.of("Angela", "Merkel", "in", "Paris"));
    HighlightedText text =
        HighlightedText.of(
            sentence,
            List.of(
                new ConfidentSpan(new EntitySpan(3, 4, "LOC"), 0.41),
                new ConfidentSpan(new EntitySpan(0, 2, "PER"), 0.934)));
    assertThat(VIEW.text(text))
        .isEqualTo(
            "<p class=\"winnow-text tex2jax_ignore\" dir=\"auto\">"
                + "<mark class=\"winnow-entity winnow-type-0 winnow-sure-4\""
                + " title=\"PER, confidence .93\">Angela Merkel"
                + "<span class=\"winnow-label\" dir=\"ltr\">PER .93</span></mark> in "
                + "<mark class=\"winnow-entity winnow-type-1 winnow-sure-1\""
                + " title=\"LOC, confidence .41\">Paris"
                + "<span class=\"winnow-label\" dir=\"ltr\">LOC .41</span></mark></p>\n");
  }

  @Test
  void whateverComesFromTheCorpusIsEscapedEvenATypesName() {
    String evil = "<script>alert('1')</script> & \"x\"";
    HtmlView view = new HtmlView(new TypePalette(List.of("<b>\"'")));
    String html =
        view.text(new HighlightedText(evil, List.of(Highlight.of(0, evil.length(), "<b>\"'"))))
            + view.legend()
            + view.sideBySide(
                SideBySide.of(
                    Sentence.ofWords("s", List.of("<i>")),
                    List.of(new Answer("<u>", List.of(new EntitySpan(0, 1, "<b>\"'"))))));
    assertThat(html)
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;")
        .doesNotContain("<script", "<b>", "<i>", "<u>", "'");
  }

  @Test
  void aTextCanGiveANotebookNoCommand() {
    String html = VIEW.text(new HighlightedText("one\n%sh rm\r\u0000\u001b[2J", List.of()));
    assertThat(html.strip()).doesNotContain("\n", "\r", "\u0000", "\u001b");
    assertThat(html).contains("one&#10;%sh rm\u240d\u2400\u241b[2J");
  }

  @Test
  void aTypesColourIsItsPlaceInTheScheme() {
    List<String> types = IntStream.range(0, 9).mapToObj(i -> "T" + i).toList();
    TypePalette palette = TypePalette.of(new LabelScheme(types));
    assertThat(types.stream().map(palette::colour)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 0);
    assertThat(palette.colour("other")).isEqualTo(8);
    assertThat(HtmlView.stylesheet()).contains(".winnow-type-8 ", ".winnow-sure-1 ");
  }

  @Test
  void emojiAndRightToLeftTextKeepTheirPlaces() {
    String text = "👩‍🚀 שלום ירושלים é🎉";
    int start = text.indexOf("ירושלים");
    List<Highlight> highlights = List.of(Highlight.of(start, start + 7, "LOC", 1));
    assertThat(VIEW.text(new HighlightedText(text, highlights)))
        .contains(
            "👩‍🚀 שלום <mark", ">ירושלים<span class=\"winnow-label\" dir=\"ltr\">LOC 1.00</span>")
        .contains("</mark> é🎉</p>");
  }

  @Test
  void answersStandOneUnderTheOtherWithWhatTheyDifferIn() {
    Sentence sentence = Sentence.ofWords("s", List.of("Paris", "Hilton", "met", "Ann"));
    EntitySpan ann = new EntitySpan(3, 4, "PER");
    String html =
        VIEW.sideBySide(
            SideBySide.of(
                sentence,
                List.of(
                    new Answer("a1, a3", List.of(new EntitySpan(0, 2, "PER"), ann)),
                    new Answer("a2", List.of(new EntitySpan(0, 1, "LOC"), ann)))));
    assertThat(html.lines().toList())
        .containsExactly(
            "<div class=\"winnow-wide\"><table class=\"winnow-answers tex2jax_ignore\">",
            "<tr><th scope=\"row\">a1, a3</th><td class=\"winnow-text\" dir=\"auto\">"
                + different("winnow-type-0", "PER", "Paris Hilton")
                + " met "
                + shared("PER", "Ann")
                + "</td></tr>",
            "<tr><th scope=\"row\">a2</th><td class=\"winnow-text\" dir=\"auto\">"
                + different("winnow-type-1", "LOC", "Paris")
                + " <span class=\"winnow-missing\" title=\"no entity here, but in other answers\">"
                + "Hilton<span class=\"winnow-label\" dir=\"ltr\">≠ none</span></span> met "
                + shared("PER", "Ann")
                + "</td></tr>",
            "</table></div>");
  }

  @Test
  void theStylesheetKnowsDarkPagesAndEveryClassThatIsWritten() {
    assertThat(HtmlView.stylesheet())
        .contains("prefers-color-scheme: dark", "print-color-adjust", "forced-colors")
        .contains(".winnow-different", ".winnow-missing", ".winnow-label", ".winnow-legend");
  }

  private static String different(String colour, String type, String words) {
    return "<mark class=\"winnow-entity %s winnow-different\" title=\"%s, not in all answers\">"
            .formatted(colour, type)
        + words
        + "<span class=\"winnow-label\" dir=\"ltr\">≠ "
        + type
        + "</span></mark>";
  }

  private static String shared(String type, String words) {
    return "<mark class=\"winnow-entity winnow-type-0\" title=\"%s, as in all answers\">%s"
            .formatted(type, words)
        + "<span class=\"winnow-label\" dir=\"ltr\">"
        + type
        + "</span></mark>";
  }
}
