package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordSplitterTest {

  @ParameterizedTest
  @MethodSource
  void wordsStandBetweenBars(String text, String words) {
    assertThat(texts(text)).containsExactly(words.split("\\|"));
  }

  static Stream<Arguments> wordsStandBetweenBars() {
    return Stream.of(
        // English
        Arguments.of("Anna met Bob.", "Anna|met|Bob|."),
        Arguments.of("I don't, can’t, won't!", "I|don't|,|can’t|,|won't|!"),
        Arguments.of("'tis the dogs' 90's", "'|tis|the|dogs|'|90's"),
        Arguments.of("It costs $1,000.50, at 12:30.", "It|costs|$|1,000.50|,|at|12:30|."),
        Arguments.of("pi is 3.14", "pi|is|3.14"),
        Arguments.of("born 2024-01-31 well-known", "born|2024-01-31|well|-|known"),
        Arguments.of("The U.S. and J. Smith, e.g. now", "The|U.S.|and|J.|Smith|,|e.g.|now"),
        Arguments.of("U.S and a. end", "U.S|and|a|.|end"),
        Arguments.of("J... what", "J|...|what"),
        Arguments.of("snake_case __init__ x2", "snake_case|__init__|x2"),
        Arguments.of("wait... what?!! (yes)", "wait|...|what|?|!!|(|yes|)"),
        Arguments.of("a == b && c", "a|==|b|&&|c"),
        // German, French, Catalan
        Arguments.of("Größe: z.B. 3,5 km – „so“", "Größe|:|z.B.|3,5|km|–|„|so|“"),
        Arguments.of("l'été col·lecció", "l'été|col·lecció"),
        // Arabic with harakat, tatweel, Arabic digits and comma; Persian with a non-joiner
        Arguments.of("ذَهَبَ أَحْمَدُ، إلى القــاهرة.", "ذَهَبَ|أَحْمَدُ|،|إلى|القــاهرة|."),
        Arguments.of("سنة ٢٠٢٤ و٣٫١٤", "سنة|٢٠٢٤|و٣٫١٤"),
        Arguments.of("می\u200Cخواهم بروم", "می\u200Cخواهم|بروم"),
        // Hebrew with points, gershayim and geresh
        Arguments.of("שָׁלוֹם לצה״ל ולצה\"ל וג׳ורג׳.", "שָׁלוֹם|לצה״ל|ולצה\"ל|וג׳ורג׳|."),
        // Hindi with matras, virama and danda
        Arguments.of("नई दिल्ली में क्षेत्र है।", "नई|दिल्ली|में|क्षेत्र|है|।"),
        // Chinese, also beyond the basic plane
        Arguments.of("我爱北京2020年，好！", "我|爱|北|京|2020|年|，|好|！"),
        Arguments.of("用iPhone手机𠮷", "用|iPhone|手|机|𠮷"),
        // Japanese
        Arguments.of("カメラとiPhoneケース。", "カメラ|と|iPhone|ケース|。"),
        Arguments.of("東京へ行く\u3000ﾊﾟﾝ", "東|京|へ|行|く|ﾊﾟﾝ"),
        Arguments.of("か\u3099き", "か\u3099|き"),
        // Thai, Lao, Khmer and Burmese: a word a cluster, with stacked consonants
        Arguments.of("กำลังดี ๒๕๖๓", "กำ|ลั|ง|ดี|๒๕๖๓"),
        Arguments.of("ນ້ຳ", "ນ້ຳ"),
        Arguments.of("ខ្មែរ", "ខ្មែ|រ"),
        Arguments.of("မန္တလေး", "မ|န္တ|လေး"),
        // Korean
        Arguments.of("서울에서 iPhone은 3개!", "서울에서|iPhone은|3개|!"),
        // Emoji
        Arguments.of("ok👍🏽👨‍👩‍👧‍👦🇩🇪🇫🇷!", "ok|👍🏽|👨‍👩‍👧‍👦|🇩🇪|🇫🇷|!"),
        Arguments.of("1️⃣2️⃣#️⃣ 12", "1️⃣|2️⃣|#️⃣|12"),
        Arguments.of("❤️❤️🏳️‍🌈🤷🏽‍♀️", "❤️|❤️|🏳️‍🌈|🤷🏽‍♀️"),
        Arguments.of(
            "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7Fx",
            "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F|x"),
        // Tweets
        Arguments.of(
            "RT @paul_w's: #NFL #2020 http://t.co/O90deSLB…",
            "RT|@paul_w|'|s|:|#NFL|#2020|http://t.co/O90deSLB|…"),
        Arguments.of("看#东京奥运会 @张三 # @", "看|#东京奥运会|@张三|#|@"),
        Arguments.of("(see https://a.org/b_(c)?d=1#e).", "(|see|https://a.org/b_(c)?d=1#e|)|."),
        Arguments.of("WWW.Example.com, www. http://", "WWW.Example.com|,|www|.|http|:|//"),
        Arguments.of("看http://t.co/ab这个”", "看|http://t.co/ab|这|个|”"),
        Arguments.of("mail: jo.do+x@mail.example.org.", "mail|:|jo.do+x@mail.example.org|."),
        Arguments.of("a@b a.b@c-d.co", "a|@b|a.b@c-d.co"));
  }

  @Test
  void spaceOfEveryKindSeparatesAndLiesInNoWord() {
    assertThat(texts("\uFEFFa\u00A0b\u3000c\u200Bd\u2028e\u0085f\tg\u0000h\u202F\r\n"))
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
  }

  @Test
  void directionMarksAtTheEdgesLieInNoWord() {
    assertThat(WordSplitter.split("\u200Fab\u200E \u202Bcd\u202C"))
        .containsExactly(new Word("ab", 1, 3), new Word("cd", 6, 8));
  }

  @Test
  void offsetsCountUtf16Units() {
    assertThat(WordSplitter.split("👍🏽 ok"))
        .containsExactly(new Word("👍🏽", 0, 4), new Word("ok", 5, 7));
  }

  @Test
  void aBlankTextHasNoWords() {
    assertThat(WordSplitter.split("")).isEmpty();
    assertThat(WordSplitter.split(" \u00A0\u200B\n")).isEmpty();
  }

  @Test
  void aLoneSurrogateIsAWord() {
    assertThat(texts("a\uD83Db\uDE00")).containsExactly("a", "\uD83D", "b", "\uDE00");
  }

  @Test
  void aLineOfAMegabyteTakesLinearTime() {
    for (String piece :
        List.of(
            "a",
            "a.",
            "a-",
            "a-a@",
            "x@y-",
            "@",
            "\u0301",
            "👍\u200D",
            "www.a",
            "a\u200C",
            "(",
            "http://a.b/)))",
            "あ",
            "カ",
            "#",
            "1,",
            "🇩")) {
      String text = piece.repeat(1_000_000 / piece.length());
      long start = System.nanoTime();
      WordSplitter.split(text);
      assertThat((System.nanoTime() - start) / 1_000_000_000L)
          .as("seconds over '%s'", piece)
          .isLessThan(10);
    }
  }

  private static List<String> texts(String text) {
    return WordSplitter.split(text).stream().map(Word::text).toList();
  }
}
