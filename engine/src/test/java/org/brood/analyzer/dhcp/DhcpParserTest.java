package org.brood.analyzer.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.brood.analyzer.Damage;
import org.brood.bytes.Malformed;
import org.brood.script.value.Str;
import org.brood.testkit.Datagrams;
import org.brood.testkit.Datagrams.DhcpType;
import org.junit.jupiter.api.Test;

class DhcpParserTest {
  private static byte[] offer() {
    return Datagrams.dhcp(
        DhcpType.OFFER,
        0x12345678,
        new byte[] {2, 0, 0, 0, 0, 9},
        new byte[] {10, 0, 0, 5},
        new byte[] {10, 0, 0, 1},
        "desk");
  }

  @Test
  void headerAndOptionsAreRead() {
    DhcpMessage read = DhcpParser.message(Damage.cursor(offer()));

    assertThat(read.operation()).isEqualTo(2);
    assertThat(read.type()).isEqualTo(2);
    assertThat(read.transaction()).isEqualTo(0x12345678);
    assertThat(read.yours()).hasToString("10.0.0.5");
    assertThat(read.options()).extracting("code").containsExactly(53, 54, 51, 1, 15, 12);
    assertThat(DhcpOptions.mac(read.clientHardware())).hasToString("02:00:00:00:00:09");
  }

  @Test
  void withoutTheCookieItIsNone() {
    byte[] bytes = offer();
    bytes[236] = 0;

    assertThatThrownBy(() -> DhcpParser.message(Damage.cursor(bytes)))
        .isInstanceOf(Malformed.class)
        .hasMessage("bad cookie (8541027)");
  }

  @Test
  void optionsMustEnd() {
    byte[] bytes = offer();

    assertThatThrownBy(
            () -> DhcpParser.message(Damage.cursor(Arrays.copyOf(bytes, bytes.length - 1))))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void zerosBehindATextAreNoPartOfIt() {
    assertThat(DhcpOptions.withoutZeros("boot\0\0".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Str.of("boot"));
    assertThat(DhcpOptions.withoutZeros(new byte[64])).isEqualTo(Str.EMPTY);
    assertThat(DhcpOptions.withoutZeros(new byte[0])).isEqualTo(Str.EMPTY);
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(offer(), bytes -> DhcpParser.message(Damage.cursor(bytes)));
  }
}
