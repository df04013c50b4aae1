package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.SubwordTokenizer.Subwords;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cut by hand: 101 and 102 are the frame, the sub-words are numbered from 0. */
class WindowTest {

  @Test
  void aSentenceThatFitsIsOneWindow() throws IOException {
    List<Window> windows = windows(IntStream.range(0, 4).toArray(), new int[] {0, 1, 3}, 6, 2);

    assertThat(windows).hasSize(1);
    assertThat(windows.get(0).ids()).containsExactly(101, 0, 1, 2, 3, 102);
    assertThat(windows.get(0).firsts()).containsExactly(1, 2, 4);
    assertThat(windows.get(0).places()).containsExactly(0, 1, 2);
  }

  /**
   * Of the shared 4 and 5, 4 has 1 to its right in the first window and 0 to its left in the
   * second.
   */
  @Test
  void sharedWordsGoWhereTheyHaveMoreContext() throws IOException {
    List<Window> windows = windows(numbers(10), numbers(10), 8, 2);

    assertThat(windows).hasSize(2);
    assertThat(windows.get(0).ids()).containsExactly(101, 0, 1, 2, 3, 4, 5, 102);
    assertThat(windows.get(0).firsts()).containsExactly(1, 2, 3, 4, 5);
    assertThat(windows.get(1).ids()).containsExactly(101, 4, 5, 6, 7, 8, 9, 102);
    assertThat(windows.get(1).places()).containsExactly(5, 6, 7, 8, 9);
    assertThat(windows.get(1).firsts()).containsExactly(2, 3, 4, 5, 6);
  }

  @Test
  void aWindowBeginsAtAWord() throws IOException {
    List<Window> windows = windows(numbers(8), new int[] {0, 1, 3, 6}, 8, 1);

    assertThat(windows.get(1).ids()).containsExactly(101, 3, 4, 5, 6, 7, 102);
  }

  @Test
  void withoutOverlapWindowsOnlyTouch() throws IOException {
    List<Window> windows = windows(numbers(7), numbers(7), 5, 0);

    assertThat(windows.stream().map(window -> window.places()[0])).containsExactly(0, 3, 6);
    assertThat(windows.stream().map(Window::length)).containsExactly(5, 5, 3);
  }

  @Test
  void aWordLongerThanAWindowIsAnsweredForByItsBeginning() throws IOException {
    List<Window> windows = windows(numbers(22), new int[] {0, 1, 21}, 8, 2);

    assertThat(windows.stream().mapToInt(Window::words).sum()).isEqualTo(3);
    assertThat(windows.get(0).words()).isEqualTo(2);
    Window last = windows.get(windows.size() - 1);
    assertThat(last.ids()[last.firsts()[0]]).isEqualTo(21);
  }

  /** The first, the third and the last have none. */
  @Test
  void wordsWithoutASubWordAreInNoWindow() throws IOException {
    int none = Subwords.NO_SUBWORD;
    int[] firsts = {none, 0, none, 1, 2, 3, 4, none};

    List<Window> one = windows(numbers(5), firsts, 8, 2);
    List<Window> two = windows(numbers(5), firsts, 5, 0);

    assertThat(one).hasSize(1);
    assertThat(one.get(0).ids()).containsExactly(101, 0, 1, 2, 3, 4, 102);
    assertThat(one.get(0).firsts()).containsExactly(1, 2, 3, 4, 5);
    assertThat(one.get(0).places()).containsExactly(1, 3, 4, 5, 6);
    assertThat(two).hasSize(2);
    assertThat(two.get(0).places()).containsExactly(1, 3, 4);
    assertThat(two.get(1).places()).containsExactly(5, 6);
    assertThat(windows(new int[0], new int[] {none, none}, 8, 2)).isEmpty();
  }

  @Test
  void aSentenceWithoutWordsHasNoWindow() throws IOException {
    assertThat(windows(new int[0], new int[0], 8, 2)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8, 6", "8, 64"})
  void anOverlapThatFillsTheWindowIsHalfOfIt(int longest, int overlap) throws IOException {
    List<Window> windows = windows(numbers(20), numbers(20), longest, overlap);

    assertThat(windows.stream().map(window -> window.ids()[1])).containsExactly(0, 3, 6, 9, 12, 15);
    assertThat(windows.stream().mapToInt(Window::words).sum()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"8, -1", "2, 0"})
  void aWindowWithoutRoomIsRefused(int longest, int overlap) {
    assertThatThrownBy(() -> windows(numbers(20), numbers(20), longest, overlap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Windows of %d sub-words, 2 of them special, cannot share %d"
                .formatted(longest, overlap));
  }

  private static int[] numbers(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static List<Window> windows(int[] ids, int[] firsts, int longest, int overlap)
      throws IOException {
    return Window.of(new Subwords(ids, firsts), TestCheckpoints.tokenizer(), longest, overlap);
  }
}
