package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.columns.ColumnSentences;
import io.winnow.columns.ColumnSentences.ColumnSentence;
import io.winnow.files.Conll.Problem;
import java.io.IOException;
import java.util.List;

/** The records of a file of CoNLL columns. A sentence with a bad line is bad as a whole. */
record ConllRecords(ColumnSentences sentences, ConllMetadata metadata) implements Records {

  @Override
  public Found next() throws IOException {
    ColumnSentence sentence = sentences.next();
    ObjectNode fields = sentence == null ? null : metadata.of(sentence);
    while (sentence != null && sentence.words().isEmpty() && sentence.problem().isEmpty()) {
      sentence = sentences.next();
      fields = sentence == null ? null : metadata.of(sentence);
    }
    if (sentence == null) {
      return null;
    }
    if (sentence.problem().isPresent()) {
      Problem problem = sentence.problem().get();
      return new Found(
          problem.line(),
          () -> {
            throw problem.reason();
          });
    }
    List<String> words = sentence.words();
    List<String> tags = sentence.tags();
    ObjectNode kept = fields;
    RecordGold gold = tags == null ? null : it -> RecordGold.ofTags(tags, it);
    return new Found(sentence.firstWord(), () -> RawRecord.ofWords(words, gold).withMetadata(kept));
  }
}
