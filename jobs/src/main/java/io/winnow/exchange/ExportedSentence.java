package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.List;

/**
 * A sentence of a data set that Winnow hands out.
 *
 * @param entities in reading order; none overlap
 * @param about what else is known of it, by the names of columns
 */
public record ExportedSentence(Sentence sentence, List<Entity> entities, ObjectNode about) {

  /**
   * @param confidence in 0 to 1; null where the span was given and no label was settled
   */
  public record Entity(EntitySpan span, Double confidence) {}

  public ExportedSentence {
    entities = List.copyOf(entities);
  }

  List<EntitySpan> spans() {
    return entities.stream().map(Entity::span).toList();
  }

  String quoted(Entity entity) {
    return sentence.text(entity.span());
  }

  /** In code points of the text. */
  int start(Entity entity) {
    return codePoints(sentence.start(entity.span()));
  }

  /** One past its last, likewise. */
  int end(Entity entity) {
    return codePoints(sentence.end(entity.span()));
  }

  /** An offset in UTF-16 units as one in code points. */
  int codePoints(int units) {
    return sentence.text().codePointCount(0, units);
  }
}
