package io.winnow.columns;

import io.winnow.files.Conll;
import io.winnow.files.Conll.Block;
import io.winnow.files.Conll.Problem;
import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
import io.winnow.text.Tags;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * The sentences of a file of columns. The file's beginning is read ahead, to find out which column
 * is what; the rest must go on like it.
 */
public final class ColumnSentences {

  /** Sentences read ahead. */
  private static final int AHEAD = 300;

  /** Characters read ahead, about. */
  private static final int MOST_AHEAD = 1 << 21;

  private final Conll blocks;
  private final ColumnQuery query;
  private final BooleanSupplier hasMore;
  private final Queue<Block> ahead = new ArrayDeque<>();
  private RuntimeException behind;
  private boolean isOver;
  private Layout layout;
  private String example = "";

  /**
   * @param line of its first comment or word, from 1
   * @param firstWord line of its first word
   * @param comments with {@code #}
   * @param words none if there are but comments
   * @param tags one a word, as {@link Tags#spans} reads them; null if the file has none
   * @param problem what is wrong with it; then words and tags are not to be used
   */
  public record ColumnSentence(
      long line,
      long firstWord,
      List<String> comments,
      List<String> words,
      List<String> tags,
      Conll.Document document,
      Optional<Problem> problem) {}

  /**
   * @param mostCharacters of a sentence
   * @param hasMore whether reading on would not wait for somebody to write; asked only between the
   *     sentences that are read ahead
   */
  public ColumnSentences(
      Lines lines, long mostCharacters, ColumnQuery query, BooleanSupplier hasMore) {
    this.blocks = new Conll(lines, mostCharacters);
    this.query = query;
    this.hasMore = hasMore;
  }

  /**
   * The next sentence, null after the last.
   *
   * @throws LayoutException if it can't be told which column is what
   * @throws Lines.TooLongException as soon as a line or the sentence passes its limit; see {@link
   *     #skip}
   */
  public ColumnSentence next() throws IOException {
    layout();
    Block block = ahead.isEmpty() ? read() : ahead.poll();
    return block == null ? null : new SentenceCutter(layout, query).cut(block);
  }

  /** Passes over the rest of a sentence that was too long. */
  public void skip() throws IOException {
    blocks.skip();
  }

  /**
   * Which column is what.
   *
   * @throws LayoutException if it can't be told
   */
  public Layout layout() throws IOException {
    if (layout == null) {
      int characters = 0;
      while (ahead.size() < AHEAD && characters < MOST_AHEAD && !isOver && behind == null) {
        if (!ahead.isEmpty() && !hasMore.getAsBoolean()) {
          break;
        }
        characters += readAhead();
      }
      Sample sample = Sample.of(List.copyOf(ahead), query);
      layout = LayoutFinder.find(sample, query);
      example = sample.example(layout.word(), layout.tag());
    }
    return layout;
  }

  /** What a person should know of the columns, a line each. */
  public List<String> notes(String file) throws IOException {
    return layout().notes(file, example);
  }

  private int readAhead() throws IOException {
    try {
      Block block = blocks.next();
      if (block == null) {
        isOver = true;
        return 0;
      }
      ahead.add(block);
      return block.words().stream().mapToInt(String::length).sum();
    } catch (Lines.TooLongException | MalformedTextException e) {
      behind = e;
      return 0;
    }
  }

  private Block read() throws IOException {
    if (behind != null) {
      RuntimeException thrown = behind;
      behind = null;
      throw thrown;
    }
    return isOver ? null : blocks.next();
  }
}
