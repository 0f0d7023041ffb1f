package org.brood.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.brood.testkit.Packets;

/// Packets from a fuzzer through decoder, flow table and reassemblers: nothing escapes, and nothing
/// is left at the end.
class PacketFuzzTest {
  private static final int[] LINK_TYPES = {1, 0, 9, 10, 12, 50, 101, 105, 108, 113, 127, 239, 276};

  private static void finish(Recorder run) {
    run.finish();
    assertThat(run.streams().keptBytes()).isZero();
    assertThat(run.decoding().timers().size()).isZero();
  }

  /// The first byte chooses the link type; then each packet, its length before it in one byte.
  @FuzzTest
  void packets(byte[] input) {
    if (input.length == 0) {
      return;
    }
    try (Recorder run = new Recorder()) {
      int linkType = LINK_TYPES[(input[0] & 0xff) % LINK_TYPES.length];
      run.decodeOptions.ignoreChecksums = true;
      int at = 1;
      for (long micros = 1_000_000; at < input.length; micros += 500_000) {
        int length = Math.min(input[at] & 0xff, input.length - at - 1);
        run.packet(linkType, micros, Arrays.copyOfRange(input, at + 1, at + 1 + length), length);
        at += 1 + length;
      }
      finish(run);
    }
  }

  /// Four bytes a segment: who sends, its flags, where it begins, how long it is.
  @FuzzTest
  void segments(byte[] input) {
    try (Recorder run = new Recorder()) {
      ByteBuffer in = ByteBuffer.wrap(input);
      for (long micros = 1_000_000; in.remaining() >= 4; micros += 1000) {
        int kind = in.get();
        int flags = in.get() & 0x3f;
        int from = in.get() * 16;
        int length = in.get() & 0x7f;
        boolean forward = (kind & 1) != 0;
        run.wantsInconsistencies = (kind & 2) != 0;
        Packets packet =
            Packets.ethernet()
                .ipv4(forward ? "10.0.0.1" : "10.0.0.2", forward ? "10.0.0.2" : "10.0.0.1")
                .tcp(forward ? 1000 : 80, forward ? 80 : 1000, flags)
                .sequence(0xffff_ff00L + from & 0xffff_ffffL)
                .acknowledgment(0xffff_ff00L + (kind >> 2) * 32L & 0xffff_ffffL)
                .payload(new byte[length]);
        run.packet(1, micros, packet.build(), 54 + length);
      }
      finish(run);
    }
  }

  /// Four bytes a fragment: version, datagram and whether more follow; offset; length; contents.
  @FuzzTest
  void fragments(byte[] input) {
    try (Recorder run = new Recorder()) {
      ByteBuffer in = ByteBuffer.wrap(input);
      for (long micros = 1_000_000; in.remaining() >= 4; micros += 1000) {
        int kind = in.get();
        int offset = (in.get() & 0xff) * 8;
        byte[] payload = new byte[in.get() & 0xff];
        Arrays.fill(payload, in.get());
        Packets packet =
            (kind & 1) != 0
                ? Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2")
                : Packets.ethernet().ipv6("fd00::1", "fd00::2");
        byte[] bytes =
            packet
                .protocol((kind & 2) != 0 ? 6 : 17)
                .fragment(kind >> 3, offset, (kind & 4) != 0)
                .payload(payload)
                .build();
        run.packet(1, micros, bytes, bytes.length);
      }
      finish(run);
    }
  }
}
