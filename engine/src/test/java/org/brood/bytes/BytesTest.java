package org.brood.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.brood.script.value.SipHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BytesTest {
  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void close() {
    arena.close();
  }

  private MemorySegment bytes(int... values) {
    MemorySegment segment = arena.allocate(Math.max(values.length, 1));
    for (int i = 0; i < values.length; i++) {
      segment.set(ValueLayout.JAVA_BYTE, i, (byte) values[i]);
    }
    return segment;
  }

  @Test
  void cursorReadsNumbersOfBothOrders() {
    MemorySegment segment = bytes(1, 2, 3, 4, 5, 6, 7, 8, 0xff, 0xfe, 0xfd, 0xfc);
    ByteCursor in = new ByteCursor(segment, 0, 12);

    assertThat(in.u8()).isEqualTo(1);
    assertThat(in.u16()).isEqualTo(0x0203);
    assertThat(in.u24le()).isEqualTo(0x060504);
    assertThat(in.u16le()).isEqualTo(0x0807);
    assertThat(in.u32()).isEqualTo(0xfffe_fdfcL);
    assertThat(in.isEmpty()).isTrue();
  }

  @Test
  void readPastTheLimitIsMalformedAndMovesNothing() {
    ByteCursor in = new ByteCursor(bytes(1, 2, 3), 0, 3);
    in.skip(1);

    assertThatThrownBy(in::u32).isInstanceOf(Malformed.class).hasNoCause();
    assertThatThrownBy(() -> in.bytes(-1)).isInstanceOf(Malformed.class);
    assertThat(in.position()).isEqualTo(1);
  }

  @Test
  void malformedHasNoStackTrace() {
    assertThat(new Malformed("why").getStackTrace()).isEmpty();
    assertThat(new Malformed("why").reason()).isEqualTo("why");
  }

  @Test
  void narrowedCursorEndsWhereThePartEnds() {
    ByteCursor in = new ByteCursor(bytes(2, 10, 11, 99), 0, 4);
    int outer = in.narrow(in.u8());

    assertThat(in.rest()).containsExactly(10, 11);
    assertThatThrownBy(in::u8).isInstanceOf(Malformed.class);
    in.widen(outer);
    assertThat(in.u8()).isEqualTo(99);
  }

  @Test
  void cursorFindsBytesBeforeTheLimitOnly() {
    ByteCursor in = new ByteCursor(bytes('a', 'b', '\r', '\n', 'c', 'z'), 0, 5);
    in.skip(1);

    assertThat(in.find('\n')).isEqualTo(2);
    assertThat(in.find('z')).isEqualTo(-1);
    assertThat(in.find(new byte[] {'\r', '\n'})).isEqualTo(1);
    assertThat(in.startsWith(new byte[] {'b', '\r'})).isTrue();
    in.commit();
    assertThat(in.committed()).isEqualTo(1);
  }

  @Test
  void checksumIsThatOfTheExampleInRfc1071() {
    MemorySegment segment = bytes(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7);

    assertThat(Checksum.fold(Checksum.sum(segment, 0, 8))).isEqualTo(0xddf2);
    assertThat(Checksum.fold(Checksum.sum(segment, 0, 7))).isEqualTo(0xdcfb);
  }

  @Test
  void sipHashIsThatOfItsReference() {
    SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    assertThat(hash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L)).isEqualTo(0x3f2acc7f57c29bdbL);
    assertThat(hash.hash(new byte[0])).isEqualTo(0x726fdb47dd0e0e31L);
    assertThat(hash.hash(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}))
        .isEqualTo(0xa129ca6149be45e5L);
  }

  @Test
  void highwayHashIsThatOfItsReference() {
    byte[] key = new byte[32];
    for (int i = 0; i < 32; i++) {
      key[i] = (byte) i;
    }
    HighwayHash hash = new HighwayHash(key);

    assertThat(hash.hash64(new byte[0])).isEqualTo(0x907a56de22c26e53L);
    assertThat(hash.hash64(new byte[] {0})).isEqualTo(0x7eab43aac7cddd78L);
  }

  @Test
  void poolLendsNeverMoreThanItsBoundAndNoPieceTwice() {
    Random random = new Random(7);
    try (BufferPool pool = new BufferPool(4 << 20)) {
      Deque<long[]> lent = new ArrayDeque<>();
      for (int step = 0; step < 20_000; step++) {
        int size = 1 << random.nextInt(4, 19);
        long handle = random.nextInt(5) < 3 ? pool.lend(size) : BufferPool.NONE;
        if (handle != BufferPool.NONE) {
          MemorySegment segment = pool.segment(handle);
          segment.set(ValueLayout.JAVA_LONG, BufferPool.offset(handle), step);
          segment.set(ValueLayout.JAVA_BYTE, BufferPool.offset(handle) + size - 1, (byte) step);
          lent.add(new long[] {handle, size, step});
        } else if (!lent.isEmpty()) {
          long[] piece = lent.remove();
          MemorySegment segment = pool.segment(piece[0]);
          assertThat((int) segment.get(ValueLayout.JAVA_LONG, BufferPool.offset(piece[0])))
              .isEqualTo((int) piece[2]);
          pool.giveBack(piece[0], (int) piece[1]);
        }
        assertThat(pool.lentBytes()).isLessThanOrEqualTo(4 << 20);
      }
      assertThat(pool.lend(BufferPool.MAX_PIECE + 1)).isEqualTo(BufferPool.NONE);
    }
  }
}
