package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes by hand after CPython's Lib/pickletools.py. */
class UnpicklerTest {

  private static final String BEGIN = "8002";

  @Property
  void whatOurOwnWriterPicklesComesBack(
      @ForAll List<Long> numbers, @ForAll String text, @ForAll double real) {
    // Halves of surrogate pairs have no UTF-8.
    String valid = text.replaceAll("\\p{Cs}", "");
    byte[] pickle =
        new Pickle()
            .op(Pickle.EMPTY_DICT, Pickle.MARK)
            .string("numbers")
            .numbers(numbers)
            .string("text")
            .string(valid)
            .string("real")
            .number(real)
            .string("yes")
            .op(Pickle.NEWTRUE)
            .string("none")
            .op(Pickle.NONE, Pickle.SETITEMS)
            .finish();

    Map<Object, Object> read = ((PickleVocabulary.Dict) read(pickle)).entries();

    assertThat(read.get("numbers")).isEqualTo(new PickleVocabulary.Tuple(List.copyOf(numbers)));
    assertThat(read.get("text")).isEqualTo(valid);
    assertThat(read.get("real")).isEqualTo(real);
    assertThat(read.get("yes")).isEqualTo(true);
    assertThat(read).containsEntry("none", null);
  }

  @ParameterizedTest
  @CsvSource({
    "4affffffff, -1",
    "4bff, 255",
    "4dffff, 65535",
    "8a00, 0",
    "8a01ff, -1",
    "8a028000, 128",
    "8a08ffffffffffffff7f, 9223372036854775807",
    "8a09000000000000008000, 9223372036854775808",
    "89, false",
    "5501e4, \ufffd",
    "540100000041, A",
    "8c0141, A",
    "8d010000000000000041, A",
    "284b014b024b03314b04, 4",
    "4b014b0230, 1",
    "4b07712a304b01682a85300030, ''",
  })
  void valuesOfEveryOpcode(String bytes, String value) {
    if (value.isEmpty()) {
      assertThatThrownBy(() -> read(hex(bytes))).isInstanceOf(InvalidModelException.class);
    } else {
      assertThat(read(hex(bytes))).hasToString(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', is damaged before byte 3",
    "29, Tuple[items=[]]",
    "74, is damaged before byte 3",
    "4b0174, is damaged before byte 5",
    "75, is damaged before byte 3",
    "7d284b0175, is damaged before byte 7",
    "7d28295d75, has a dict with a key that is neither text nor a number",
    "7d287d4b0175, has a dict with a key that is neither text nor a number",
    "7d288c01614b018c01614b0275, sets 'a' twice",
    "7d4b0161, is damaged before byte 6",
    "4b01284b0230303030, is damaged before byte 9",
    "4b0152, is damaged before byte 5",
    "294b0152, is damaged before byte 6",
    "6800, is damaged before byte 4",
    "8f, has the operation 0x8f at byte 2",
    "6f, has the operation 0x6f at byte 2",
    "97, has the operation 0x97 at byte 2",
    "8006, has pickle protocol 6; Winnow reads 2 to 5",
    "4b014b029330, is damaged before byte 7",
    "4b017d62, is damaged before byte 6",
  })
  void aProgramThatIsNoneIsRefusedWithThePlace(String bytes, String said) {
    if (said.startsWith("Tuple")) {
      assertThat(read(hex(bytes))).hasToString(said);
      return;
    }
    assertThatThrownBy(() -> read(hex(bytes)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("f: its pickle " + said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"58ffffffff", "8dffffffffffffffff", "8dffffffffffffff7f", "42ffffff7f"})
  void aTextLongerThanAnyIsRefusedBeforeMemoryIsTaken(String bytes) {
    assertThatThrownBy(() -> read(hex(bytes)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("bytes, of at most 33554432");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5810000000", "4a00", "8c05414141", "63616263", "8a", "95ff", "58"})
  void aPickleThatIsCutShortIsRefused(String bytes) {
    byte[] cut = HexFormat.of().parseHex(BEGIN + bytes);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "f is cut short: it ends at byte %d, inside a pickle; copy it again", cut.length);
  }

  @Example
  void marksWithoutEndAreRefused() {
    assertRefused(Pickle.MARK, 100_000, "is nested more than 1000 deep");
  }

  @Example
  void containersWithoutEndAreRefused() {
    assertRefused(Pickle.EMPTY_DICT, 2_000_000, "has more than 1000000 operations");
  }

  /** Each refers to the one before twice: 2^300 when walked, a hash of which takes as long. */
  @Example
  void aThingThatIsPartOfItselfManyTimesTakesNoTime() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 4, ')', (byte) 0x94});
    for (int i = 0; i < 300; i++) {
      byte low = (byte) i;
      byte high = (byte) (i >> 8);
      byte[] get = {Pickle.LONG_BINGET, low, high, 0, 0};
      out.writeBytes(get);
      out.writeBytes(get);
      out.writeBytes(new byte[] {(byte) 0x86, (byte) 0x94});
    }
    out.write('.');

    assertThat(read(out.toByteArray())).isInstanceOf(PickleVocabulary.Tuple.class);
  }

  /** A list that is its own item. */
  @Example
  void aThingThatIsPartOfItselfIsRead() {
    assertThat(read(hex("5d7100680061"))).isInstanceOf(PickleVocabulary.Sequence.class);
  }

  /** Neither other errors, nor time without end, whatever the bytes are. */
  @Property(tries = 2000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    Consumer<byte[]> read =
        program -> {
          try {
            read(program);
          } catch (InvalidModelException e) {
            assertThat(e).hasMessageStartingWith("f");
          }
        };
    read.accept(bytes);
    byte[] begun = new byte[bytes.length + 2];
    begun[0] = (byte) 0x80;
    begun[1] = 4;
    System.arraycopy(bytes, 0, begun, 2, bytes.length);
    read.accept(begun);
  }

  private static void assertRefused(char opcode, int times, String why) {
    byte[] program = new byte[times];
    Arrays.fill(program, (byte) opcode);
    program[0] = (byte) 0x80;
    program[1] = 2;
    assertThatThrownBy(() -> read(program))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage("f: its pickle " + why);
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(BEGIN + bytes + "2e");
  }

  private static Object read(byte[] pickle) {
    return Unpickler.read("f", ByteBuffer.wrap(pickle), new PickleVocabulary.Nothing("f"));
  }
}
