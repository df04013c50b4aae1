package io.winnow.notebook;

import io.winnow.display.HighlightedText;
import io.winnow.display.HtmlView;
import io.winnow.display.TypePalette;
import java.util.List;

/** HTML as a paragraph of a note prints it: with its style sheet, and without a blank line. */
final class Page {

  private final HtmlView view;
  private final StringBuilder body = new StringBuilder();

  Page(List<String> types) {
    view = new HtmlView(new TypePalette(types));
    body.append(view.legend());
  }

  /** Plain text, whatever is in it. */
  Page caption(String text) {
    return text(new HighlightedText(text, List.of()));
  }

  Page text(HighlightedText text) {
    body.append(view.text(text));
    return this;
  }

  Page html(String fragment) {
    body.append(fragment);
    return this;
  }

  HtmlView view() {
    return view;
  }

  /** What {@code println} makes Zeppelin show as a page. */
  String shown() {
    return "%html <style>\n" + HtmlView.stylesheet() + "</style>\n" + body;
  }
}
