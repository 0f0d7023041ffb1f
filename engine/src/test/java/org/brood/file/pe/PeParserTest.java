package org.brood.file.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.brood.analyzer.Damage;
import org.brood.bytes.Malformed;
import org.brood.file.pe.PeHeader.Program;
import org.junit.jupiter.api.Test;

class PeParserTest {
  private static byte[] dos(int next) {
    return ByteBuffer.allocate(PeParser.DOS)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'M')
        .put((byte) 'Z')
        .putInt(60, next)
        .array();
  }

  /// The header of a program with `tables` tables, each of `i + 1` bytes.
  private static byte[] program(int magic, int tables, int said) {
    boolean isLong = magic == Program.PE32_PLUS;
    ByteBuffer out =
        ByteBuffer.allocate((isLong ? 112 : 96) + 8 * tables).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(0, (short) magic);
    if (isLong) {
      out.putLong(24, 0x1_4000_0000L);
    } else {
      out.putInt(24, 0x2000).putInt(28, 0x40_0000);
    }
    out.putShort(40, (short) 6).putShort(42, (short) 1).putShort(68, (short) 3);
    int at = isLong ? 108 : 92;
    out.putInt(at, said);
    for (int i = 0; i < tables; i++) {
      out.putInt(at + 8 + 8 * i, i + 1);
    }
    return out.array();
  }

  @Test
  void theHeaderOfDosSaysWhereTheNextOneIs() {
    assertThat(PeParser.dos(Damage.cursor(dos(128))).newHeader()).isEqualTo(128);
    assertThat(PeParser.dos(Damage.cursor(dos(64))).newHeader()).isEqualTo(64);
  }

  @Test
  void thatMayBeNeitherInItNorFarAway() {
    int most = PeParser.DOS + PeParser.MAX_DOS_CODE;

    assertThat(PeParser.dos(Damage.cursor(dos(most - 1))).newHeader()).isEqualTo(most - 1);
    assertThatThrownBy(() -> PeParser.dos(Damage.cursor(dos(most)))).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> PeParser.dos(Damage.cursor(dos(63)))).isInstanceOf(Malformed.class);
  }

  @Test
  void programsAreOf32Or64Bits() {
    Program small = PeParser.program(Damage.cursor(program(Program.PE32, 2, 2)));
    Program large = PeParser.program(Damage.cursor(program(Program.PE32_PLUS, 1, 1)));

    assertThat(small.baseOfData()).isEqualTo(0x2000);
    assertThat(small.imageBase()).isEqualTo(0x40_0000);
    assertThat(small.versions()).startsWith(6, 1);
    assertThat(small.subsystem()).isEqualTo(3);
    assertThat(small.tableSizes()).containsExactly(1L, 2L);
    assertThat(large.baseOfData()).isEqualTo(-1);
    assertThat(large.imageBase()).isEqualTo(0x1_4000_0000L);
    assertThat(large.tableSizes()).containsExactly(1L);
  }

  @Test
  void moreTablesThanBytesAreRefused() {
    byte[] bytes = program(Program.PE32, 2, Integer.MAX_VALUE);

    assertThatThrownBy(() -> PeParser.program(Damage.cursor(bytes))).isInstanceOf(Malformed.class);
  }

  @Test
  void aSectionHasANameAndNumbers() {
    ByteBuffer out = ByteBuffer.allocate(PeParser.SECTION).order(ByteOrder.LITTLE_ENDIAN);
    out.put(".text".getBytes(StandardCharsets.US_ASCII)).putInt(8, 17).putInt(36, 0x60000020);

    PeHeader.Section read = PeParser.section(Damage.cursor(out.array()));

    assertThat(read.name()).startsWith('.', 't', 'e', 'x', 't', 0);
    assertThat(read.numbers()[0]).isEqualTo(17);
    assertThat(read.characteristics()).isEqualTo(0x60000020);
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(dos(128), bytes -> PeParser.dos(Damage.cursor(bytes)));
    Damage.check(program(Program.PE32, 16, 16), bytes -> PeParser.program(Damage.cursor(bytes)));
  }
}
