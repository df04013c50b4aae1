/**
 * Displays text with its entities: as HTML for notebooks and reports, as lines for a terminal.
 * Plain Java: no library.
 *
 * <pre>{@code
 * HighlightedText text = HighlightedText.of(sentence, spans);
 * TypePalette palette = TypePalette.of(model.scheme());
 * String css = HtmlView.stylesheet();                          // once a page
 * String html = new HtmlView(palette).text(text);
 * String line = new TerminalView(palette, TerminalView.Ink.COLOUR).text(text);
 * }</pre>
 *
 * Offsets are UTF-16 units, as everywhere inside Winnow.
 */
@io.winnow.Internal
package io.winnow.display;
