package io.winnow.charts;

import io.winnow.charts.Canvas.Names;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What Lets-Plot drew, made a part of a page: scalable, named for those who can't see it, in the
 * page's colours and letters, with the same ids each time and figures of two decimals.
 *
 * @param drawn an SVG document
 * @param names those that are cut are told in full to who points at them
 */
record SvgFigure(String drawn, String title, Size size, Names names) {

  private static final Pattern DECIMALS = Pattern.compile("-?\\d+\\.\\d+(?:E-?\\d+)?");

  /** The last number of an axis may reach beyond what was drawn. */
  private static final int BESIDE = 16;

  private static final String OTHER_LETTERS = "font-family:sans-serif;";
  private static final List<String> COLOURED = List.of("fill", "stroke");

  private static final List<String> OF_THE_DOCUMENT =
      List.of("xmlns", "xmlns:xlink", "width", "height", "class");

  String svg() {
    Document document = parsed();
    Element root = document.getDocumentElement();
    OF_THE_DOCUMENT.forEach(root::removeAttribute);
    root.setAttribute("class", size.name());
    root.setAttribute("viewBox", "0 0 %d %d".formatted(size.width() + BESIDE, size.height()));
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", title);
    Map<String, String> ids = new TreeMap<>();
    tidy(root, ids);
    name(root, title);
    return written(document) + "\n";
  }

  private static void name(Element element, String name) {
    Element title = element.getOwnerDocument().createElement("title");
    title.setTextContent(name);
    element.insertBefore(title, element.getFirstChild());
  }

  private void tidy(Element element, Map<String, String> ids) {
    List<Attr> attributes = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      attributes.add((Attr) element.getAttributes().item(i));
    }
    List<String> styles = new ArrayList<>();
    for (Attr attribute : attributes) {
      Optional<Ink> ink =
          COLOURED.contains(attribute.getName()) ? Ink.of(attribute.getValue()) : Optional.empty();
      if (attribute.getName().equals("style")) {
        styles.add(Ink.inStyle(attribute.getValue().replace(OTHER_LETTERS, "")));
      } else if (ink.isPresent()) {
        styles.add(attribute.getName() + ":" + ink.get().variable());
        element.removeAttribute(attribute.getName());
      } else if (saysNothing(element, attribute)) {
        element.removeAttribute(attribute.getName());
      } else {
        attribute.setValue(rounded(renamed(attribute, ids)));
      }
    }
    if (!styles.isEmpty()) {
      element.setAttribute("style", String.join(";", styles));
    }
    children(element, ids);
  }

  /** Attributes for other viewers, and those that repeat a default. */
  private static boolean saysNothing(Element element, Attr attribute) {
    boolean isWhole =
        attribute.getName().endsWith("-opacity") && attribute.getValue().equals("1.0");
    boolean isFillOfLine =
        element.getTagName().equals("line") && attribute.getName().equals("fill");
    return isWhole || isFillOfLine || attribute.getName().equals("clip-bounds-jfx");
  }

  private void children(Element element, Map<String, String> ids) {
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < element.getChildNodes().getLength(); i++) {
      children.add(element.getChildNodes().item(i));
    }
    for (Node child : children) {
      if (child instanceof Element inner && !inner.getTagName().equals("style")) {
        tidy(inner, ids);
      } else if (child instanceof org.w3c.dom.Text text && !text.getData().isBlank()) {
        String whole = names.whole().get(text.getData().strip());
        text.setData(text.getData().replace(Size.ROOM, "").strip());
        if (whole != null && !whole.equals(text.getData())) {
          name(element, whole);
        }
      } else {
        element.removeChild(child);
      }
    }
  }

  /** Ids are drawn at random, and a page has several charts. */
  private String renamed(Attr attribute, Map<String, String> ids) {
    String value = attribute.getValue();
    if (attribute.getName().equals("id")) {
      return newId(value, ids);
    }
    if (value.startsWith("url(#")) {
      return "url(#%s)"
          .formatted(newId(value.substring("url(#".length(), value.length() - 1), ids));
    }
    return value;
  }

  private String newId(String id, Map<String, String> ids) {
    return ids.computeIfAbsent(
        id, it -> "%s-%08x-%d".formatted(size.name(), title.hashCode(), ids.size()));
  }

  private static String rounded(String value) {
    return DECIMALS
        .matcher(value)
        .replaceAll(
            number ->
                new BigDecimal(number.group())
                    .setScale(2, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString());
  }

  private Document parsed() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(drawn)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException(
          "Cannot read the chart '%s' that was drawn: %s".formatted(title, e.getMessage()), e);
    }
  }

  private String written(Document document) {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter out = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("Cannot write the chart '%s'".formatted(title), e);
    }
  }
}
