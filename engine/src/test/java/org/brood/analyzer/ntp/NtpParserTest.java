package org.brood.analyzer.ntp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.brood.analyzer.Damage;
import org.brood.analyzer.ntp.NtpMessage.Control;
import org.brood.analyzer.ntp.NtpMessage.Private;
import org.brood.analyzer.ntp.NtpMessage.Signature;
import org.brood.analyzer.ntp.NtpMessage.Standard;
import org.brood.bytes.Malformed;
import org.brood.testkit.Datagrams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NtpParserTest {
  private static final byte[] REPLY = Datagrams.ntp(4, 2, 1_000_000, 2_000_000, 3_000_000);

  private static NtpMessage read(byte[] bytes) {
    return NtpParser.message(Damage.cursor(bytes));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void aReplyHasFourTimes() {
    NtpMessage read = read(REPLY);

    assertThat(read.version()).isEqualTo(4);
    assertThat(read.mode()).isEqualTo(4);
    assertThat(read.body())
        .isInstanceOfSatisfying(
            Standard.class,
            body -> {
              assertThat(body.stratum()).isEqualTo(2);
              assertThat(body.precision()).isEqualTo(-20);
              assertThat(body.times().transmit() >>> 32).isEqualTo(2_208_988_803L);
              assertThat(body.signature()).isNull();
              assertThat(body.extensions()).isZero();
            });
  }

  @Test
  void whatIsLeftOf20Or24BytesIsASignature() {
    assertThat(signature(20)).isInstanceOfSatisfying(Signature.class, s -> hasLength(s, 16));
    assertThat(signature(24)).isInstanceOfSatisfying(Signature.class, s -> hasLength(s, 20));
    assertThat(signature(8)).isNull();
  }

  private static @Nullable Signature signature(int left) {
    return ((Standard) read(Arrays.copyOf(REPLY, REPLY.length + left)).body()).signature();
  }

  private static void hasLength(Signature signature, int bytes) {
    assertThat(signature.digest()).hasSize(bytes);
  }

  @Test
  void extensionFieldsAreCounted() {
    byte[] field = hex("0105 001c 0000 00000000 00000000 00000004 01020304 00000000 0000");
    byte[] bytes = Arrays.copyOf(REPLY, REPLY.length + field.length);
    System.arraycopy(field, 0, bytes, REPLY.length, field.length);

    assertThat(((Standard) read(bytes).body()).extensions()).isEqualTo(1);
  }

  @Test
  void anExtensionFieldThatIsTooShortIsRefused() {
    byte[] bytes = Arrays.copyOf(REPLY, REPLY.length + 40);

    assertThatThrownBy(() -> read(bytes)).isInstanceOf(Malformed.class);
  }

  @Test
  void controlMessagesHaveData() {
    NtpMessage read = read(hex("16 82 0007 0615 0000 0000 0003 616263"));

    assertThat(read.body())
        .isInstanceOfSatisfying(
            Control.class,
            body -> {
              assertThat(body.flags() & Control.OPERATION).isEqualTo(2);
              assertThat(body.flags() & Control.RESPONSE).isNotZero();
              assertThat(body.sequence()).isEqualTo(7);
              assertThat(body.data()).containsExactly('a', 'b', 'c');
            });
  }

  @Test
  void privateMessagesHaveACode() {
    NtpMessage read = read(hex("17 00 03 2a 0000"));

    assertThat(read.body())
        .isInstanceOfSatisfying(
            Private.class,
            body -> {
              assertThat(body.request()).isEqualTo(42);
              assertThat(body.implementation()).isEqualTo(3);
              assertThat(body.data()).isEmpty();
            });
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(Arrays.copyOf(REPLY, REPLY.length + 60), NtpParserTest::read);
    Damage.check(hex("16 82 0007 0615 0000 0000 0003 616263"), NtpParserTest::read);
    Damage.check(hex("17 80 03 2a 0004 01020304"), NtpParserTest::read);
  }
}
