package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.columns.ColumnSentences.ColumnSentence;
import io.winnow.files.Conll;
import io.winnow.json.JsonFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments of a file of columns say of its sentences, and which documents these are in.
 * For one thread, which gives it all sentences of the file in their order.
 */
final class ConllMetadata {

  private static final String DOCUMENT = "doc_id";
  private static final String PARAGRAPH = "par_id";

  /** As CoNLL-U has them. */
  private static final Pattern BEGINNING = Pattern.compile("# new(doc|par)( id = (?<id>.*))?");

  private static final Pattern FIELD = Pattern.compile("# (?<key>[^\\s=]+) = (?<value>.*)");

  /** Of files, not of sentences. */
  private static final Set<String> OF_FILES = Set.of("global.columns");

  private final KeptFields kept;
  private final String file;
  private long boundaries;
  private long beginnings;
  private String document;
  private String paragraph;

  /**
   * @param kept which fields are kept
   * @param file its name goes into the names of documents that have none of their own
   */
  ConllMetadata(KeptFields kept, String file) {
    this.kept = kept;
    this.file = file;
  }

  /**
   * @param sentence may be comments alone, or bad
   * @return empty if there is nothing to keep
   */
  ObjectNode of(ColumnSentence sentence) {
    Conll.Document its = sentence.document();
    if (its.number() != boundaries) {
      boundaries = its.number();
      begin(its.name());
    }
    ObjectNode fields = JsonFormat.MAPPER.createObjectNode();
    for (String comment : sentence.comments()) {
      Matcher beginning = BEGINNING.matcher(comment);
      Matcher field = FIELD.matcher(comment);
      if (beginning.matches()) {
        begins(beginning.group(1), beginning.group("id"));
      } else if (field.matches() && !OF_FILES.contains(field.group("key"))) {
        put(fields, field.group("key"), field.group("value"));
      }
    }
    put(fields, DOCUMENT, document);
    put(fields, PARAGRAPH, paragraph);
    return fields;
  }

  private void begins(String what, String id) {
    boolean isNamed = id != null && !id.isBlank();
    if (what.equals("doc")) {
      beginnings++;
      begin(isNamed ? id.strip() : null);
    } else {
      paragraph = isNamed ? id.strip() : null;
    }
  }

  /** Numbers are counted in the file: alone they would name documents of two files alike. */
  private void begin(String name) {
    boolean isNamed = name != null && !name.isBlank();
    document = isNamed ? name.strip() : file + ":" + (boundaries + beginnings);
    paragraph = null;
  }

  /** The first of a name counts; an empty one is none. */
  private void put(ObjectNode fields, String key, String value) {
    if (value != null && !value.isBlank() && kept.keeps(key) && !fields.has(key)) {
      fields.put(key, value.strip());
    }
  }
}
