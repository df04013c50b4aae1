package io.winnow.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncodingTest {

  private static final String TEXT = "Zoë fährt\n🎉 nach Łódź\n";

  @ParameterizedTest
  @CsvSource({
    "UTF-8,EFBBBF",
    "UTF-8,''",
    "UTF-16LE,FFFE",
    "UTF-16BE,FEFF",
    "UTF-32LE,FFFE0000",
    "UTF-32BE,0000FEFF"
  })
  void byteOrderMarksAreHonoured(String charset, String mark) throws IOException {
    byte[] file = concat(HexFormat.of().parseHex(mark), TEXT.getBytes(Charset.forName(charset)));
    assertThat(lines(TextEncoding.AUTO, file)).containsExactly("Zoë fährt", "🎉 nach Łódź");
    // A mark says more than a setting.
    if (!mark.isEmpty()) {
      assertThat(lines(TextEncoding.named("windows-1252"), file)).hasSize(2).contains("Zoë fährt");
    }
  }

  @Test
  void aNamedEncodingIsDecoded() throws IOException {
    byte[] latin = "Zoë\nJosé".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(lines(TextEncoding.named("latin1"), latin)).containsExactly("Zoë", "José");
    byte[] utf16 = TEXT.getBytes(StandardCharsets.UTF_16LE);
    assertThat(lines(TextEncoding.named("utf-16le"), utf16)).hasSize(2);
  }

  @Test
  void malformedBytesAreNamedAndTheNextLineIsRead() throws IOException {
    Lines lines = new Lines(in("ab\nJos\u00e9!\nend".getBytes(StandardCharsets.ISO_8859_1)), 99);
    assertThat(lines.next()).isEqualTo("ab");
    assertThatThrownBy(lines::next)
        .isInstanceOf(MalformedTextException.class)
        .hasMessageStartingWith("byte 4 of the line (0xE9) is not UTF-8");
    assertThat(lines.number()).isEqualTo(2);
    assertThat(lines.next()).isEqualTo("end");
    assertThat(lines.next()).isNull();
  }

  @ParameterizedTest
  // A lone continuation, an overlong slash, half a surrogate pair, beyond Unicode, cut short.
  @CsvSource({"80", "C0AF", "EDA080", "F4908080", "E282"})
  void whatIsNoUtf8IsNotReplaced(String bytes) {
    byte[] line = HexFormat.of().parseHex(bytes);
    assertThatThrownBy(() -> Lines.decode(line)).isInstanceOf(MalformedTextException.class);
  }

  @Test
  void utf16WithoutAMarkIsNotTakenForText() {
    byte[] line = "Ida".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> Lines.decode(line)).hasMessageContaining("character 2 of the line");
  }

  @ParameterizedTest
  // A lone high surrogate before a letter, one byte too many at the end.
  @CsvSource({"FFFE61003DD86100,byte 3 of the file", "FFFE6100620063,byte 5 of the file"})
  void malformedUtf16IsNamedByItsPlaceInTheFile(String bytes, String place) {
    byte[] file = HexFormat.of().parseHex(bytes);
    assertThatThrownBy(() -> lines(TextEncoding.AUTO, file))
        .isInstanceOf(MalformedTextException.class)
        .hasMessageContaining(place)
        .hasMessageContaining("UTF-16LE");
  }

  @Test
  void textLongerThanAnyBufferIsWhole() throws IOException {
    String text = "ÿ🎉ab".repeat(30_001);
    byte[] file =
        concat(new byte[] {(byte) 0xFE, (byte) 0xFF}, text.getBytes(StandardCharsets.UTF_16BE));
    assertThat(lines(TextEncoding.AUTO, file)).containsExactly(text);
  }

  @Test
  void anEmptyFileAndOneShorterThanAMarkStayWhatTheyAre() throws IOException {
    assertThat(lines(TextEncoding.AUTO, new byte[0])).isEmpty();
    assertThat(lines(TextEncoding.AUTO, new byte[] {'a'})).containsExactly("a");
  }

  @Test
  void aWholeFileNamesLineAndByte() throws IOException {
    assertThat(TextEncoding.AUTO.text(in("a\r\nb".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("a\r\nb");
    assertThatThrownBy(() -> TextEncoding.AUTO.text(in(new byte[] {'a', '\n', 'b', (byte) 0xE9})))
        .hasMessageStartingWith("line 2: byte 2 of the line (0xE9)");
  }

  @Test
  void unknownNamesAreRefused() {
    assertThatThrownBy(() -> TextEncoding.named("utf-9")).hasMessageContaining("'utf-9'");
    assertThat(TextEncoding.named("Auto")).isEqualTo(TextEncoding.AUTO);
  }

  private static List<String> lines(TextEncoding encoding, byte[] file) throws IOException {
    Lines lines = new Lines(encoding.utf8(in(file)), Long.MAX_VALUE);
    List<String> all = new ArrayList<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    return all;
  }

  private static ByteArrayInputStream in(byte[] file) {
    return new ByteArrayInputStream(file);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }
}
