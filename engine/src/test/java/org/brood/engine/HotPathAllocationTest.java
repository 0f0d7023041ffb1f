package org.brood.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import org.brood.capture.Frame;
import org.brood.decode.DecodeListener;
import org.brood.decode.DecodeOptions;
import org.brood.decode.Decoder;
import org.brood.decode.UidGenerator;
import org.brood.decode.WeirdSink;
import org.brood.flow.FlowListener;
import org.brood.flow.FlowOptions;
import org.brood.flow.FlowTable;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.stream.StreamSink;
import org.brood.stream.Streams;
import org.brood.testkit.Capture;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.Test;

/// A million packets of flows that are known already allocate nothing.
class HotPathAllocationTest {
  private static final int ROUNDS = 1_000;

  private static final class Silent implements WeirdSink, DecodeListener, FlowListener, StreamSink {
    private long bytes;

    @Override
    public void netWeird(String name, String detail, String source) {}

    @Override
    public void flowWeird(
        long srcHigh,
        long srcLow,
        long dstHigh,
        long dstLow,
        String name,
        String detail,
        String source) {}

    @Override
    public void deliver(
        TcpFlow flow, Side from, long sequence, MemorySegment data, long offset, int length) {
      bytes += length;
    }

    @Override
    public void gap(TcpFlow flow, Side from, long sequence, long length, boolean reported) {}
  }

  @Test
  void knownFlowsAllocateNothing() {
    Silent silent = new Silent();
    DecodeOptions decodeOptions = new DecodeOptions();
    decodeOptions.ignoreChecksums = true;
    FlowOptions options = new FlowOptions();
    try (Arena arena = Arena.ofConfined();
        Streams streams = new Streams(options, silent)) {
      Decoder decoder = new Decoder(decodeOptions, silent, silent, UidGenerator.random());
      FlowTable flows = new FlowTable(decoder, options, silent, streams);
      decoder.registerStandard();
      Frames frames = new Frames(arena);
      frames.play(decoder, 3 * ROUNDS);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      long nothing = threads.getCurrentThreadAllocatedBytes() - before;
      before = threads.getCurrentThreadAllocatedBytes();

      long packets = frames.play(decoder, ROUNDS);

      long allocated = threads.getCurrentThreadAllocatedBytes() - before - nothing;
      assertThat(packets).isGreaterThanOrEqualTo(1_000_000);
      assertThat(silent.bytes).isPositive();
      assertThat(flows.size()).isEqualTo(Frames.CONNECTIONS + 200);
      assertThat(allocated).isZero();
      decoder.close();
    }
  }

  /// Frames in native memory that go round and round: TCP both ways with sequence numbers that are
  /// moved on, some of them in the wrong order, UDP, fragments.
  private static final class Frames {
    static final int CONNECTIONS = 100;
    private static final ValueLayout.OfInt SEQUENCE =
        ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.BIG_ENDIAN);
    private static final int SIZE = 100;

    private final MemorySegment memory;
    private final long[] offsets;
    private final int[] lengths;
    private final int first;
    private final Frame frame = new Frame();
    private long nanos = 1_000_000_000_000L;
    private boolean began;

    Frames(Arena arena) {
      Capture capture = new Capture(Capture.ETHERNET);
      for (int i = 0; i < CONNECTIONS; i++) {
        new TcpConversation(capture, 0, "10.0.0.1", 1_000 + i, "10.0.0.2", 80)
            .startAt(0, 0)
            .handshake();
      }
      first = capture.entries().size();
      byte[] payload = new byte[SIZE];
      for (int i = 0; i < CONNECTIONS; i++) {
        TcpConversation tcp =
            new TcpConversation(capture, 0, "10.0.0.1", 1_000 + i, "10.0.0.2", 80);
        tcp.packet(true, Packets.ACK, 1 + SIZE, 1, payload);
        tcp.packet(true, Packets.ACK, 1, 1, payload);
        tcp.packet(true, Packets.ACK, 1 + 2 * SIZE, 1, payload);
        tcp.packet(false, Packets.ACK, 1, 1 + 3 * SIZE, payload);
        tcp.packet(false, Packets.ACK, 1 + SIZE, 1 + 3 * SIZE, payload);
        tcp.packet(false, Packets.ACK, 1 + 2 * SIZE, 1 + 3 * SIZE, payload);
        tcp.packet(true, Packets.ACK, 1 + 3 * SIZE, 1 + 3 * SIZE);
        capture.add(0, Packets.ethernet().ipv4("10.0.0.3", "10.0.0.4").udp(i, 9).build());
        capture.add(0, Packets.ethernet().ipv6("fd::3", "fd::4").udp(i, 9).build());
        byte[] piece = new byte[64];
        piece[1] = (byte) i;
        piece[3] = 9;
        piece[5] = 64 + 32;
        capture.add(0, fragment(i, 0, true, piece));
        capture.add(0, fragment(i, 64, false, new byte[32]));
      }
      int count = capture.entries().size();
      offsets = new long[count];
      lengths = new int[count];
      memory = arena.allocate(count * 256L);
      for (int i = 0; i < count; i++) {
        byte[] bytes = capture.entries().get(i).bytes();
        offsets[i] = i * 256L;
        lengths[i] = bytes.length;
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, offsets[i], bytes.length);
      }
    }

    private static byte[] fragment(int id, int offset, boolean more, byte[] piece) {
      return Packets.ethernet()
          .ipv4("10.0.0.3", "10.0.0.4")
          .protocol(17)
          .fragment(id, offset, more)
          .payload(piece)
          .build();
    }

    long play(Decoder decoder, int rounds) {
      long packets = 0;
      if (!began) {
        began = true;
        for (int i = 0; i < first; i++) {
          packets += send(decoder, i);
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = first; i < offsets.length; i++) {
          packets += send(decoder, i);
        }
        for (int i = first; i < offsets.length; i++) {
          advance(offsets[i]);
        }
      }
      return packets;
    }

    private int send(Decoder decoder, int index) {
      nanos += 10_000;
      frame.set(memory, offsets[index], lengths[index], lengths[index], nanos, 1);
      decoder.process(frame);
      return 1;
    }

    /// Moves sequence and acknowledgment of a TCP segment on.
    private void advance(long at) {
      if (memory.get(ValueLayout.JAVA_BYTE, at + 23) == 6
          && memory.get(ValueLayout.JAVA_BYTE, at + 12) == 8) {
        long tcp = at + 14 + 20;
        memory.set(SEQUENCE, tcp + 4, memory.get(SEQUENCE, tcp + 4) + 3 * SIZE);
        memory.set(SEQUENCE, tcp + 8, memory.get(SEQUENCE, tcp + 8) + 3 * SIZE);
      }
    }
  }
}
