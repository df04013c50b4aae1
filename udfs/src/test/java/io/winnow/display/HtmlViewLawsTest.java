package io.winnow.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever the text and the entities: take the markup away, and the text is there. */
class HtmlViewLawsTest {

  private static final HtmlView VIEW = new HtmlView(new TypePalette(List.of("A", "B")));

  @Property(tries = 200)
  void withoutMarkupThePageHoldsTheText(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 60) String text,
      @ForAll List<Boolean> cuts) {
    List<Highlight> highlights = new ArrayList<>();
    int from = 0;
    for (int at = 1; at < text.length() && at < cuts.size(); at++) {
      if (cuts.get(at)) {
        highlights.add(Highlight.of(from, at, at % 2 == 0 ? "A" : "B", at / 60.0));
        from = at;
      }
    }
    String html = VIEW.text(new HighlightedText(text, highlights));
    assertThat(html.split("<mark ", -1)).hasSize(1 + highlights.size());
    assertThat(plain(html)).isEqualTo(text);
  }

  private static String plain(String html) {
    return html.strip()
        .replaceAll("<span class=\"winnow-label\"[^>]*>[^<]*</span>", "")
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
