package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.text.OffsetUnit;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * BioC's XML, a document at a time in memory, as {@link BiocDocument} reads it. No entity and no
 * other file is fetched.
 */
final class BiocXml implements Records {

  /** Elements of which there may be several, by the list that JSON has them in. */
  private static final Map<String, String> LISTS =
      Map.of(
          "passage", "passages",
          "sentence", "sentences",
          "annotation", "annotations",
          "location", "locations",
          "relation", "relations",
          "node", "nodes");

  private static final Set<String> NUMBERS = Set.of("offset", "length");

  private final XMLStreamReader xml;
  private final KeptFields kept;
  private final OffsetUnit unit;
  private final Queue<Found> pending = new ArrayDeque<>();
  private boolean isOver;

  private BiocXml(XMLStreamReader xml, KeptFields kept, OffsetUnit unit) {
    this.xml = xml;
    this.kept = kept;
    this.unit = unit;
  }

  /**
   * @param encoding empty: as the file says
   */
  static Records of(InputStream in, String encoding, KeptFields kept, OffsetUnit unit) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml =
          encoding.isEmpty()
              ? factory.createXMLStreamReader(in)
              : factory.createXMLStreamReader(in, encoding);
      return new BiocXml(xml, kept, unit);
    } catch (XMLStreamException e) {
      Queue<Found> once = new ArrayDeque<>();
      once.add(bad(e));
      return once::poll;
    }
  }

  @Override
  public Found next() {
    while (pending.isEmpty() && !isOver) {
      try {
        read();
      } catch (XMLStreamException e) {
        isOver = true;
        pending.add(bad(e));
      }
    }
    return pending.poll();
  }

  private static Found bad(XMLStreamException e) {
    long line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
    return bad(line, "not XML: " + e.getMessage());
  }

  private static Found bad(long line, String problem) {
    return new Found(
        Math.max(1, line),
        () -> {
          throw new IllegalArgumentException(problem);
        });
  }

  /** To the end of the next document, or of the file. */
  private void read() throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        long line = xml.getLocation().getLineNumber();
        if (name.equals("document")) {
          ObjectNode document = document();
          BiocDocument.records(document, kept, unit)
              .forEach(it -> pending.add(new Found(line, it)));
          return;
        }
        if (!Set.of("collection", "source", "date", "key", "infon").contains(name)) {
          isOver = true;
          pending.add(
              bad(
                  line,
                  "this XML is not BioC: <%s> where <collection> or <document> is wanted"
                      .formatted(name)));
          return;
        }
      }
    }
    isOver = true;
  }

  /** Texts are taken as they are; elements that hold others become objects. */
  private ObjectNode document() throws XMLStreamException {
    Deque<ObjectNode> open = new ArrayDeque<>();
    ObjectNode document = element();
    open.push(document);
    StringBuilder text = new StringBuilder();
    String infon = null;
    while (!open.isEmpty()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          text.setLength(0);
          String name = xml.getLocalName();
          infon = name.equals("infon") ? xml.getAttributeValue(null, "key") : infon;
          if (LISTS.containsKey(name)) {
            ObjectNode inner = element();
            list(open.peek(), LISTS.get(name)).add(inner);
            open.push(inner);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(xml.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException(
                "the entity &%s; is not read".formatted(xml.getLocalName()), xml.getLocation());
        case XMLStreamConstants.END_ELEMENT -> {
          String name = xml.getLocalName();
          if (LISTS.containsKey(name) || name.equals("document")) {
            open.pop();
          } else if (name.equals("infon")) {
            infons(open.peek()).put(String.valueOf(infon), text.toString().strip());
          } else {
            put(open.peek(), name, text.toString());
          }
          text.setLength(0);
        }
        default -> {
          // Comments and instructions.
        }
      }
    }
    return document;
  }

  private ObjectNode element() {
    ObjectNode element = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      put(element, xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    return element;
  }

  private static void put(ObjectNode element, String name, String value) {
    if (NUMBERS.contains(name) && value.strip().matches("\\d{1,9}")) {
      element.put(name, Integer.parseInt(value.strip()));
    } else {
      element.put(name, name.equals("text") ? value : value.strip());
    }
  }

  private static ArrayNode list(ObjectNode element, String name) {
    return element.has(name) ? (ArrayNode) element.get(name) : element.putArray(name);
  }

  private static ObjectNode infons(ObjectNode element) {
    return element.has("infons") ? (ObjectNode) element.get("infons") : element.putObject("infons");
  }
}
