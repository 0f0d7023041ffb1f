package org.brood.analyzer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpInflaterTest {
  private static final byte[] TEXT =
      "To be, or not to be, that is the question. ".repeat(30).getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private final List<String> weirds = new ArrayList<>();

  private HttpInflater inflater() {
    return inflater(HttpLimits.MAX_INFLATED);
  }

  private HttpInflater inflater(long most) {
    plain.reset();
    weirds.clear();
    return new HttpInflater(
        new HttpInflater.Sink() {
          @Override
          public void inflated(MemorySegment data, long offset, int length) {
            byte[] bytes = new byte[length];
            MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
            plain.writeBytes(bytes);
          }

          @Override
          public void weird(String name) {
            weirds.add(name);
          }
        },
        most);
  }

  private static void deliver(HttpInflater to, byte[] bytes, int from, int until) {
    MemorySegment data = Arena.ofAuto().allocate(Math.max(1, until - from));
    MemorySegment.copy(bytes, from, data, ValueLayout.JAVA_BYTE, 0, until - from);
    to.deliver(data, 0, until - from);
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text);
    }
    return packed.toByteArray();
  }

  private static byte[] deflate(byte[] text, boolean raw) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION, raw))) {
      out.write(text);
    }
    return packed.toByteArray();
  }

  @Test
  void aBodyMayBeAsLargeAsTheBoundAndNoLarger() throws IOException {
    byte[] packed = gzip(TEXT);

    deliver(inflater(TEXT.length), packed, 0, packed.length);
    assertThat(weirds).isEmpty();
    assertThat(plain.toByteArray()).isEqualTo(TEXT);

    HttpInflater small = inflater(TEXT.length - 1);
    deliver(small, packed, 0, packed.length);
    deliver(small, packed, 0, packed.length);
    assertThat(weirds).containsExactly("HTTP_inflated_body_too_large");
    assertThat(plain.size()).isEqualTo(TEXT.length);
  }

  @Test
  void everyFormatIsRecognisedHoweverItIsCut() throws IOException {
    for (byte[] packed : List.of(gzip(TEXT), deflate(TEXT, false))) {
      for (int cut = 0; cut <= packed.length; cut++) {
        HttpInflater inflater = inflater();
        deliver(inflater, packed, 0, cut);
        deliver(inflater, packed, cut, packed.length);
        inflater.end();
        assertThat(plain.toByteArray()).as("cut at %d", cut).isEqualTo(TEXT);
        assertThat(weirds).isEmpty();
      }
    }
  }

  @Test
  void bytesOneByOneAreEnough() throws IOException {
    byte[] packed = gzip(TEXT);
    HttpInflater inflater = inflater();
    for (int i = 0; i < packed.length; i++) {
      deliver(inflater, packed, i, i + 1);
    }

    assertThat(plain.toByteArray()).isEqualTo(TEXT);
    assertThat(weirds).isEmpty();
  }

  @Test
  void deflateWithoutWrapperIsTried() throws IOException {
    byte[] packed = deflate(TEXT, true);
    deliver(inflater(), packed, 0, packed.length);

    assertThat(plain.toByteArray()).isEqualTo(TEXT);
    assertThat(weirds).isEmpty();
  }

  @Test
  void gzipHeaderWithAllPartsIsSteppedOver() throws IOException {
    byte[] packed = gzip(TEXT);
    packed[3] = 0x04 | 0x08 | 0x10;
    byte[] parts = {2, 0, 'x', 'y', 'n', 0, 'c', 0};
    byte[] whole = new byte[packed.length + parts.length];
    System.arraycopy(packed, 0, whole, 0, 10);
    System.arraycopy(parts, 0, whole, 10, parts.length);
    System.arraycopy(packed, 10, whole, 10 + parts.length, packed.length - 10);
    deliver(inflater(), whole, 0, whole.length);

    assertThat(plain.toByteArray()).isEqualTo(TEXT);
  }

  @Test
  void whatFollowsIsIgnored() throws IOException {
    byte[] packed = Arrays.copyOf(gzip(TEXT), gzip(TEXT).length + 20);
    HttpInflater inflater = inflater();
    deliver(inflater, packed, 0, packed.length);
    deliver(inflater, packed, 0, packed.length);

    assertThat(plain.toByteArray()).isEqualTo(TEXT);
    assertThat(weirds).isEmpty();
  }

  @Test
  void brokenDataIsTold() throws IOException {
    byte[] packed = gzip(TEXT);
    packed[packed.length - 6] ^= 1;
    deliver(inflater(), packed, 0, packed.length);

    assertThat(weirds).containsExactly("inflate_failed");
  }

  @Test
  void garbageIsToldOnceAtMost() throws IOException {
    Random random = new Random(5);
    byte[] packed = gzip(TEXT);
    for (int round = 0; round < 2_000; round++) {
      byte[] broken = packed.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      HttpInflater inflater = inflater();
      int at = 0;
      while (at < broken.length) {
        int until = Math.min(broken.length, at + 1 + random.nextInt(40));
        deliver(inflater, broken, at, until);
        at = until;
      }
      inflater.end();
      assertThat(weirds.size()).as("round %d", round).isLessThanOrEqualTo(1);
    }
  }
}
