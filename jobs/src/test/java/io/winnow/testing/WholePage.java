package io.winnow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page that was read as XML, which HTML need not be, but ours is. */
public record WholePage(String html, Document document) {

  private static final List<String> LEADING_OUT = List.of("src", "href", "xlink:href", "action");

  public static WholePage of(String html) throws Exception {
    return new WholePage(
        html,
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(html))));
  }

  /** Fails if the page would load something or run something. */
  public void needsNothingElse() {
    assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("@import", "NaN", "Infinity");
    assertThat(List.of("link", "script", "img", "iframe", "object", "image"))
        .allMatch(name -> elements(name) == 0);
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertThat(LEADING_OUT).noneMatch(element::hasAttribute);
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        assertThat(element.getAttributes().item(a).getNodeName()).doesNotStartWith("on");
        assertThat(element.getAttributes().item(a).getNodeValue())
            .doesNotContainPattern("url\\((?!#)");
      }
    }
  }

  public int elements(String name) {
    return document.getElementsByTagName(name).getLength();
  }

  /** All text of the page's body. */
  public String text() {
    return document.getElementsByTagName("body").item(0).getTextContent();
  }
}
