package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes written by hand after PEP 307 and the opcodes' list in CPython's pickletools. */
class PickleTest {

  private static final String BEGIN = "8002";
  private static final String END = "2e";

  /** BININT (J) up to 31 bits, LONG1 (8a) of the 8 bytes that libtorch insists on beyond. */
  @ParameterizedTest
  @CsvSource({
    "0, 4a00000000",
    "1, 4a01000000",
    "258, 4a02010000",
    "2147483647, 4affffff7f",
    "2147483648, 8a080000008000000000",
    "4294967296, 8a080000000001000000",
    "9223372036854775807, 8a08ffffffffffffff7f",
    "-1, 8a08ffffffffffffffff",
  })
  void wholeNumbersOfAnySize(long value, String bytes) {
    assertThat(hex(new Pickle().number(value))).isEqualTo(BEGIN + bytes + END);
  }

  @Test
  void doublesAreBigEndian() {
    assertThat(hex(new Pickle().number(1.5))).isEqualTo(BEGIN + "473ff8000000000000" + END);
  }

  @Test
  void textIsCountedInUtf8Bytes() {
    assertThat(hex(new Pickle().string("é"))).isEqualTo(BEGIN + "5802000000c3a9" + END);
  }

  @Test
  void aTupleOfNumbers() {
    assertThat(hex(new Pickle().numbers(List.of(2L, 1L << 31))))
        .isEqualTo(BEGIN + "28" + "4a02000000" + "8a080000008000000000" + "74" + END);
  }

  @Test
  void anObjectWithItsState() {
    Pickle pickle = new Pickle().global("m", "C");
    pickle.op(Pickle.EMPTY_TUPLE, Pickle.NEWOBJ, Pickle.EMPTY_DICT, Pickle.MARK);
    pickle.string("a").op(Pickle.NEWTRUE).string("b").op(Pickle.NONE);
    pickle.op(Pickle.SETITEMS, Pickle.BUILD);

    assertThat(hex(pickle))
        .isEqualTo(
            BEGIN
                + "636d0a430a"
                + "29"
                + "81"
                + "7d"
                + "28"
                + "580100000061"
                + "88"
                + "580100000062"
                + "4e"
                + "75"
                + "62"
                + END);
  }

  private static String hex(Pickle pickle) {
    return HexFormat.of().formatHex(pickle.finish());
  }
}
