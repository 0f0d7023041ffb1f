package org.brood.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;
import org.brood.decode.DecodeListener;
import org.brood.decode.DecodeOptions;
import org.brood.decode.Decoder;
import org.brood.decode.Packet;
import org.brood.decode.UidGenerator;
import org.brood.decode.WeirdSink;
import org.brood.flow.Flow;
import org.brood.flow.FlowListener;
import org.brood.flow.FlowOptions;
import org.brood.flow.FlowTable;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.stream.StreamSink;
import org.brood.stream.Streams;
import org.brood.testkit.Capture;
import org.brood.wire.IcmpMessage;

/// Runs the lower half of the engine over packets and writes down what it tells, one line a call.
public final class Recorder
    implements WeirdSink, DecodeListener, FlowListener, StreamSink, AutoCloseable {
  public final DecodeOptions decodeOptions = new DecodeOptions();
  public final FlowOptions flowOptions = new FlowOptions();
  public final List<String> calls = new ArrayList<>();
  public final List<String> weirds = new ArrayList<>();
  public final List<Flow> ended = new ArrayList<>();

  /// What each side sent, as delivered; a gap is `<n>`.
  public final StringBuilder fromOriginator = new StringBuilder();

  public final StringBuilder fromResponder = new StringBuilder();
  public boolean wantsReset;
  public boolean wantsPartialClose;
  public boolean wantsInconsistencies;
  public boolean wantsWaiting;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(1 << 17);
  private final Frame frame = new Frame();
  private final List<Object> running = new ArrayList<>();

  private Decoder decoder() {
    if (running.isEmpty()) {
      Decoder decoder =
          new Decoder(decodeOptions, this, this, UidGenerator.seeded("1 ".repeat(21)));
      Streams streams = new Streams(flowOptions, this);
      running.add(decoder);
      running.add(new FlowTable(decoder, flowOptions, this, streams));
      running.add(streams);
      decoder.registerStandard();
    }
    return (Decoder) running.getFirst();
  }

  public FlowTable flows() {
    decoder();
    return (FlowTable) running.get(1);
  }

  public Streams streams() {
    decoder();
    return (Streams) running.get(2);
  }

  public Decoder decoding() {
    return decoder();
  }

  /// Processes all packets of a capture.
  public Recorder run(Capture capture) {
    for (Capture.Entry entry : capture.entries()) {
      packet(
          LinkType.ofFile(capture.linkType()), entry.micros(), entry.bytes(), entry.wireLength());
    }
    return this;
  }

  /// Processes one Ethernet frame.
  public Recorder packet(long micros, byte[] bytes) {
    return packet(LinkType.ETHERNET, micros, bytes, bytes.length);
  }

  public Recorder packet(int linkType, long micros, byte[] bytes, int wireLength) {
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    frame.set(memory, 0, bytes.length, wireLength, micros * 1_000, linkType);
    decoder().process(frame);
    return this;
  }

  /// Ends the run as at the end of a capture.
  public Recorder finish() {
    decoder().finish();
    flows().finish();
    return this;
  }

  public Flow onlyFlow() {
    if (ended.size() != 1) {
      throw new AssertionError("flows: " + ended.size());
    }
    return ended.getFirst();
  }

  @Override
  public void close() {
    if (!running.isEmpty()) {
      decoder().close();
      streams().close();
    }
    arena.close();
  }

  @Override
  public void netWeird(String name, String detail, String source) {
    weirds.add(name);
  }

  @Override
  public void flowWeird(
      long srcHigh,
      long srcLow,
      long dstHigh,
      long dstLow,
      String name,
      String detail,
      String source) {
    weirds.add(name);
  }

  @Override
  public void weird(Flow flow, String name, String detail, String source) {
    weirds.add(name);
  }

  @Override
  public void arp(boolean request, Packet packet, MemorySegment data, long offset) {
    calls.add(request ? "arp request" : "arp reply");
  }

  @Override
  public void badArp(String reason, Packet packet, MemorySegment data, long offset) {
    calls.add("bad arp " + reason);
  }

  @Override
  public boolean wantsUnknownProtocols() {
    return true;
  }

  @Override
  public void unknownProtocol(
      String analyzer, long protocol, MemorySegment data, long offset, int length) {
    calls.add("unknown " + analyzer + " " + protocol);
  }

  @Override
  public void newConnection(Flow flow) {
    calls.add("new");
  }

  @Override
  public void flipped(Flow flow) {
    calls.add("flipped");
  }

  @Override
  public void reused(Flow flow) {
    calls.add("reused");
  }

  @Override
  public void established(TcpFlow flow) {
    calls.add("established");
  }

  @Override
  public void firstAck(TcpFlow flow) {
    calls.add("first ack");
  }

  @Override
  public void partial(TcpFlow flow) {
    calls.add("partial");
  }

  @Override
  public void attempt(TcpFlow flow) {
    calls.add("attempt");
  }

  @Override
  public void rejected(TcpFlow flow) {
    calls.add("rejected");
  }

  @Override
  public boolean wantsReset() {
    return wantsReset;
  }

  @Override
  public void reset(TcpFlow flow) {
    calls.add("reset");
  }

  @Override
  public boolean wantsPartialClose() {
    return wantsPartialClose;
  }

  @Override
  public void partialClose(TcpFlow flow) {
    calls.add("partial close");
  }

  @Override
  public void finished(TcpFlow flow, boolean half) {
    calls.add(half ? "half finished" : "finished");
  }

  @Override
  public void eof(TcpFlow flow, Side side) {
    calls.add("eof " + (side.isOriginator() ? "orig" : "resp"));
  }

  @Override
  public void pending(TcpFlow flow) {
    calls.add("pending");
  }

  @Override
  public void timeout(Flow flow) {
    calls.add("timeout");
  }

  @Override
  public void repeated(Flow flow, Side side, Repeated what, long times) {
    calls.add(what + " " + times);
  }

  @Override
  public void bytesThreshold(Flow flow, Side side, long threshold) {
    calls.add("bytes " + threshold);
  }

  @Override
  public void packetsThreshold(Flow flow, Side side, long threshold) {
    calls.add("packets " + threshold);
  }

  @Override
  public void icmp(Flow flow, Side side, Packet packet, IcmpMessage message) {
    calls.add("icmp " + message.type());
  }

  @Override
  public void stateRemove(Flow flow) {
    calls.add("remove");
    ended.add(flow);
  }

  @Override
  public void datagram(
      Flow flow, Side side, Packet packet, MemorySegment data, long offset, int length) {
    (side.isOriginator() ? fromOriginator : fromResponder).append(text(data, offset, length));
  }

  @Override
  public void deliver(
      TcpFlow flow, Side from, long sequence, MemorySegment data, long offset, int length) {
    (from.isOriginator() ? fromOriginator : fromResponder).append(text(data, offset, length));
  }

  @Override
  public void gap(TcpFlow flow, Side from, long sequence, long length, boolean reported) {
    (from.isOriginator() ? fromOriginator : fromResponder).append('<').append(length).append('>');
  }

  @Override
  public boolean wantsWaiting(TcpFlow flow, Side from) {
    return wantsWaiting;
  }

  @Override
  public void waiting(TcpFlow flow, Side from, MemorySegment data, long offset, int length) {
    calls.add("waiting " + text(data, offset, length));
  }

  @Override
  public void hole(TcpFlow flow, Side from, long length) {
    calls.add("hole " + length);
  }

  @Override
  public boolean wantsInconsistencies() {
    return wantsInconsistencies;
  }

  @Override
  public void inconsistent(
      TcpFlow flow,
      Side from,
      MemorySegment first,
      long firstOffset,
      MemorySegment now,
      long nowOffset,
      int length,
      int flags) {
    calls.add(
        "inconsistent " + text(first, firstOffset, length) + " " + text(now, nowOffset, length));
  }

  private static String text(MemorySegment data, long offset, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
