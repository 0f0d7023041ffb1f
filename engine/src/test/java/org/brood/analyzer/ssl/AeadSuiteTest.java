package org.brood.analyzer.ssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys by the values that RFCs and their authors give as examples.
class AeadSuiteTest {
  private static final HexFormat HEX = HexFormat.of();

  /// RFC 8448, section 3.
  @ParameterizedTest
  @CsvSource({
    "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38,"
        + "3fce516009c21727d0f2e4e86ee403bc,5d313eb2671276ee13000b30",
    "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21,"
        + "dbfaa693d1762c5b666af5d950258d01,5bd3c71b836e0b76bb73265f"
  })
  void keysOfTls13(String secret, String key, String iv) throws GeneralSecurityException {
    AeadSuite suite = AeadSuite.AES_128_GCM;
    byte[] from = HEX.parseHex(secret);

    assertThat(suite.expandLabel(from, "key", suite.keyBytes())).isEqualTo(HEX.parseHex(key));
    assertThat(suite.expandLabel(from, "iv", AeadSuite.NONCE)).isEqualTo(HEX.parseHex(iv));
  }

  /// The example for SHA-256 that the TLS working group's list has.
  @Test
  void pseudorandomFunctionOfTls12() throws GeneralSecurityException {
    byte[] made =
        AeadSuite.AES_128_GCM.prf(
            HEX.parseHex("9bbe436ba940f017b17652849a71db35"),
            "test label",
            HEX.parseHex("a0ba9f936cda311827a6f796ffd5198c"),
            100);

    assertThat(HEX.formatHex(made))
        .isEqualTo(
            "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
                + "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
                + "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                + "87347b66");
  }

  @Test
  void nonceIsMixedWithTheNumber() {
    byte[] secret = HEX.parseHex("5d313eb2671276ee13000b30");

    assertThat(HEX.formatHex(AeadSuite.nonce(secret, 0))).isEqualTo("5d313eb2671276ee13000b30");
    assertThat(HEX.formatHex(AeadSuite.nonce(secret, 0x0102)))
        .isEqualTo("5d313eb2671276ee13000a32");
  }

  @Test
  void whatWasChangedIsNotOpened() throws GeneralSecurityException {
    byte[] key = new byte[32];
    byte[] nonce = new byte[AeadSuite.NONCE];
    byte[] known = {23, 3, 3};
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
    cipher.updateAAD(known);
    byte[] sealed = cipher.doFinal("hello".getBytes(StandardCharsets.US_ASCII));
    AeadSuite suite = AeadSuite.CHACHA20_POLY1305;

    assertThat(suite.open(key, nonce, ByteBuffer.wrap(known), sealed, 0))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("hello");
    sealed[2] ^= 1;
    assertThatThrownBy(() -> suite.open(key, nonce, ByteBuffer.wrap(known), sealed, 0))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void suitesAreThoseOfTheirVersion() {
    assertThat(AeadSuite.of13(0x1302)).isEqualTo(AeadSuite.AES_256_GCM);
    assertThat(AeadSuite.of13(0xc02f)).isNull();
    assertThat(AeadSuite.of12(0xc02f)).isEqualTo(AeadSuite.AES_128_GCM);
    assertThat(AeadSuite.of12(0xcca8)).isEqualTo(AeadSuite.CHACHA20_POLY1305);
    assertThat(AeadSuite.of12(0x1301)).isNull();
    assertThat(AeadSuite.of12(0x002f)).isNull();
  }
}
