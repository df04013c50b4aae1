package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VendorKeyTest {

  /** RFC 4231, test case 2. */
  private static final String SIGNATURE =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  private static final byte[] TEXT =
      "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);

  @Test
  void itSignsAsTheStandardDoes() {
    assertThat(VendorKey.of("Jefe").sign(TEXT)).isEqualTo(SIGNATURE);
  }

  @Test
  void onlyTheSignatureOfTheseBytesUnderThisKeyIsRight() {
    VendorKey key = VendorKey.of("Jefe");
    assertThat(key.signed(TEXT, SIGNATURE)).isTrue();
    assertThat(key.signed(TEXT, SIGNATURE.toUpperCase(java.util.Locale.ROOT))).isTrue();
    assertThat(key.signed(new byte[0], SIGNATURE)).isFalse();
    assertThat(VendorKey.of("jefe").signed(TEXT, SIGNATURE)).isFalse();
    assertThat(key.signed(TEXT, SIGNATURE.substring(2))).isFalse();
    assertThat(key.signed(TEXT, "")).isFalse();
    assertThat(key.signed(TEXT, "no hex at all")).isFalse();
  }

  @Test
  void aKeyIsNeverShownAndNeverBlank() {
    assertThat(VendorKey.of("Jefe").toString()).doesNotContain("Jefe");
    assertThatThrownBy(() -> VendorKey.of(" ")).hasMessageContaining("blank");
  }
}
