package io.winnow.bench;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.OutboxReader;
import io.winnow.contract.ReturnWriter;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A corpus of any size from few gold sentences, each copy with a number as its last word, and a
 * crowd that annotates it.
 */
final class AnsweredCorpus {

  static final int PER_SENTENCE = 5;

  private static final int ANSWERS_PER_FILE = 50_000;
  private static final long SEED = 1;

  private final List<GoldSentence> gold;
  private final LabelScheme scheme;

  AnsweredCorpus(List<GoldSentence> gold) {
    this.gold = gold;
    this.scheme = GoldFile.scheme(gold);
  }

  /** As a CoNLL file. */
  Path write(int sentences, Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve("corpus.conll");
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < sentences; i++) {
        GoldSentence sentence = gold.get(i % gold.size());
        int[] tags = scheme.tagIds(sentence.words().size(), sentence.spans());
        for (int word = 0; word < tags.length; word++) {
          out.write(
              "%s\t%s\n".formatted(sentence.words().get(word), scheme.tags().get(tags[word])));
        }
        out.write("no%d\tO\n\n".formatted(i));
      }
    }
    return file;
  }

  /**
   * Puts answers to the first round's batches into its inbox, some files of them.
   *
   * @return how many answers
   */
  long answer(Path workspace) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path round = workspace.resolve("rounds/0000");
    try (Stream<Path> runs = Files.list(round.resolve("outbox"));
        Answering answering =
            new Answering(files, new org.apache.hadoop.fs.Path(round.resolve("inbox").toUri()))) {
      Path outbox =
          runs.filter(path -> path.getFileName().toString().startsWith("run="))
              .findFirst()
              .orElseThrow();
      OutboxReader.visit(files, new org.apache.hadoop.fs.Path(outbox.toUri()), answering);
      return answering.answers;
    }
  }

  private final class Answering implements OutboxReader.Visitor, AutoCloseable {

    private final SimulatedCrowd crowd =
        new SimulatedCrowd(Crowd.real(), scheme.types(), PER_SENTENCE, SEED);
    private final FileSystem files;
    private final org.apache.hadoop.fs.Path inbox;
    private ReturnWriter writer;
    private long answers;

    Answering(FileSystem files, org.apache.hadoop.fs.Path inbox) throws IOException {
      this.files = files;
      this.inbox = inbox;
      this.writer = new ReturnWriter(files, inbox, Optional.empty());
    }

    @Override
    public void sentence(String batchId, OutboundSentence sentence) throws IOException {
      int last = sentence.words().size() - 1;
      int number = Integer.parseInt(sentence.words().get(last).text().substring("no".length()));
      GoldSentence known = gold.get(number % gold.size());
      AnnotatedSentence annotated =
          crowd.annotate(new GoldSentence(sentence.recordId(), known.words(), known.spans()));
      for (Annotation annotation : annotated.annotations()) {
        writer.write(answer(batchId, sentence, annotation));
        answers++;
        if (answers % ANSWERS_PER_FILE == 0) {
          writer.deliver();
          writer = new ReturnWriter(files, inbox, Optional.empty());
        }
      }
    }

    private static ReturnedAnnotation answer(
        String batchId, OutboundSentence sentence, Annotation annotation) {
      return new ReturnedAnnotation(
          sentence.recordId(),
          batchId,
          annotation.annotatorId(),
          "done",
          annotation.spans().stream().map(span -> span(sentence, span)).toList(),
          null,
          2.0 * sentence.words().size(),
          null,
          null);
    }

    private static ReturnedAnnotation.Span span(OutboundSentence sentence, EntitySpan span) {
      String text = sentence.text();
      int start = sentence.words().get(span.startWord()).start();
      int end = sentence.words().get(span.endWord() - 1).end();
      return new ReturnedAnnotation.Span(
          text.codePointCount(0, start),
          text.codePointCount(0, end),
          span.type(),
          text.substring(start, end));
    }

    @Override
    public void close() throws IOException {
      writer.deliver();
    }
  }
}
