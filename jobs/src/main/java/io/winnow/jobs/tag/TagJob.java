package io.winnow.jobs.tag;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.display.TerminalView;
import io.winnow.display.TerminalView.Ink;
import io.winnow.display.TypePalette;
import io.winnow.jobs.ingest.SentenceStream;
import io.winnow.jobs.ingest.SentenceStream.Item;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.tag.TagForm.Tagged;
import io.winnow.model.BatchLayout;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Prediction;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds the entities of a stream of texts, and writes each result at once: one by one if a person
 * types, in batches that grow where a file flows. Memory is bounded, whatever the lines: what is
 * longer than {@link SentenceStream#LONGEST} is an error.
 *
 * @param folder a checkpoint with a head, on this machine
 * @param settings how the model reads
 * @param threads the model computes on
 * @param ready is told of the model before it reads anything
 * @param warnings is told of sentences that could not be read
 */
public record TagJob(
    Path folder,
    ScoreSettings settings,
    int threads,
    Wanted wanted,
    TagForm form,
    Ink ink,
    Consumer<TokenClassifier> ready,
    Consumer<String> warnings) {

  /** What was found can't be written. */
  public static final class OutputException extends IOException {

    OutputException(IOException cause) {
      super("Cannot write what was found: " + cause.getMessage(), cause);
    }

    /**
     * Whether the reader closed the pipe, as in {@code winnow tag ... | head}. Java tells this from
     * a full disk only by the system's message.
     */
    public boolean nobodyReads() {
      return getMessage().toLowerCase(Locale.ROOT).contains("pipe");
    }
  }

  /** Sentences in the first batch at most, so that something is seen soon. */
  private static final int FIRST_BATCH = 16;

  private static final int LARGEST_BATCH = 1024;

  /** Characters read ahead; a character costs some 100 bytes until it is written. */
  private static final int AHEAD = 1_000_000;

  /**
   * Reads the inputs to their ends.
   *
   * @param inputs one after the other; each is opened when its turn comes, and closed
   * @param out gets UTF-8, and is flushed whenever the input blocks
   * @throws OutputException if the output fails, for example because the reader closed it
   * @throws IOException if the model can't be read
   */
  public void run(List<Supplier<SentenceStream>> inputs, OutputStream out) throws IOException {
    Torch.threads(threads);
    try (ReadAhead<Item> ahead =
            new ReadAhead<>(
                chain(inputs.iterator()), item -> item.sentence().text().length() + 64, AHEAD);
        TokenClassifier classifier =
            TokenClassifier.load(
                folder, settings.prediction().precision(), Torch.defaultDevice())) {
      wanted.check(classifier.scheme());
      TerminalView view = new TerminalView(TypePalette.of(classifier.scheme()), ink);
      IobDecoder decoder = new IobDecoder(classifier.scheme());
      ready.accept(classifier);
      int size = FIRST_BATCH;
      for (List<Item> batch = ahead.next(size); !batch.isEmpty(); batch = ahead.next(size)) {
        StringBuilder lines = new StringBuilder();
        tag(batch, classifier, decoder, tagged -> form.append(lines, tagged, view));
        write(lines, out);
        size = Math.min(LARGEST_BATCH, 2 * size);
      }
    }
  }

  private void tag(
      List<Item> batch, TokenClassifier classifier, IobDecoder decoder, Consumer<Tagged> to) {
    BatchLayout layout =
        BatchLayout.byTokens(
            settings.prediction().batchTokens(), settings.prediction().overlapTokens());
    List<List<String>> words = batch.stream().map(item -> item.sentence().wordTexts()).toList();
    List<Prediction> read = classifier.predict(words, layout, InferenceOptions.PLAIN).sentences();
    for (int i = 0; i < batch.size(); i++) {
      Item item = batch.get(i);
      Optional<String> problem = Optional.empty();
      List<ConfidentSpan> spans = List.of();
      if (read.get(i) instanceof Prediction.SetAside aside) {
        problem = Optional.of(aside.message());
        warnings.accept("%s: %s".formatted(item.place(), aside.message()));
      } else {
        Optional<WordDistributions> sentence = ((Prediction.Predicted) read.get(i)).distributions();
        spans = wanted.of(sentence.map(decoder::spans).orElse(List.of()));
      }
      to.accept(new Tagged(item, spans, problem));
    }
  }

  private static void write(StringBuilder lines, OutputStream out) throws IOException {
    try {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /** The items of all inputs; null after the last. */
  private static Supplier<Item> chain(Iterator<Supplier<SentenceStream>> inputs) {
    return new Supplier<>() {
      private SentenceStream open;

      @Override
      public Item get() {
        while (open != null || inputs.hasNext()) {
          open = open == null ? inputs.next().get() : open;
          Item item = open.next();
          if (item != null) {
            return item;
          }
          open.close();
          open = null;
        }
        return null;
      }
    };
  }
}
