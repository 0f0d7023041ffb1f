package org.brood.analyzer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.brood.bytes.ByteCursor;
import org.brood.conn.Conn;
import org.brood.decode.Packet;
import org.brood.flow.Side;
import org.jspecify.annotations.Nullable;

/// Looks at the first bytes of a connection, and keeps them for the analyzers that are found by
/// them.
///
/// It keeps `dpd_buffer_size` bytes and `dpd_max_packets` pieces. What is more is not looked at
/// (`dpd_match_only_beginning`), or only matched: an analyzer that is found that late is not added.
final class Detector implements Protocol, StreamAnalyzer, DatagramAnalyzer, Detection.Found {
  private static final int MAX_BUFFER = 1 << 24;
  private static final int MAX_PIECES = 1 << 20;
  private static final long FROM_ORIGINATOR = 0x1;
  private static final long GAP = 0x2;
  private static final int LENGTH_SHIFT = 2;
  private static final byte[] NO_BYTES = {};
  private static final long[] NO_PIECES = {};

  private enum State {
    KEEPING,
    MATCHING,
    SKIPPING
  }

  private final AnalyzerServices services;
  private final AnalyzerTree tree;
  private final @Nullable AnalyzerNode parent;
  private final boolean stream;
  private final Detection.Matching matching;
  private State state = State.KEEPING;
  private byte[] bytes = NO_BYTES;
  private int length;
  private long[] pieces = NO_PIECES;
  private int pieceCount;

  Detector(
      AnalyzerServices services,
      Conn conn,
      Detection detection,
      AnalyzerTree tree,
      @Nullable AnalyzerNode parent,
      boolean stream) {
    this.services = services;
    this.tree = tree;
    this.parent = parent;
    this.stream = stream;
    this.matching = detection.begin(conn, this);
  }

  /// What the scripts want of detection.
  record Settings(
      int bufferSize,
      int maxPieces,
      boolean onlyBeginning,
      boolean lateMatchStop,
      boolean ignorePorts) {
    static Settings of(org.brood.event.Events events) {
      return new Settings(
          Math.clamp(events.count("dpd_buffer_size", 1024), 0, MAX_BUFFER),
          Math.clamp(events.count("dpd_max_packets", 100), 0, MAX_PIECES),
          events.bool("dpd_match_only_beginning", true),
          events.bool("dpd_late_match_stop", false),
          events.bool("dpd_ignore_ports", false));
    }
  }

  @Override
  public String tag() {
    return stream ? "ANALYZER_PIA_TCP" : "ANALYZER_PIA_UDP";
  }

  @Override
  public String name() {
    return stream ? "PIA_TCP" : "PIA_UDP";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return this;
  }

  Detection.Matching matching() {
    return matching;
  }

  /// The first packet of a side.
  ///
  /// @param packet null if there is none of its own
  void first(Side from, @Nullable Packet packet) {
    matching.first(from, packet);
  }

  /// A signature asks for an analyzer.
  @Override
  public void enable(String tag, String below) {
    if (!below.isEmpty()) {
      tree.addBelow(below, tag);
      return;
    }
    if (!services.isEnabled(tag)) {
      return;
    }
    if (state != State.KEEPING) {
      tree.lateMatch(tag);
      if (services.settings().lateMatchStop()) {
        state = State.SKIPPING;
      }
      return;
    }
    AnalyzerNode node = tree.add(parent, tag);
    if (node != null) {
      replay(node);
    }
  }

  private void replay(AnalyzerNode node) {
    if (pieceCount == 0) {
      return;
    }
    MemorySegment copy = Arena.ofAuto().allocate(Math.max(1, length));
    MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, length);
    int at = 0;
    for (int i = 0; i < pieceCount; i++) {
      Side from = Side.of((pieces[i] & FROM_ORIGINATOR) != 0);
      long count = pieces[i] >>> LENGTH_SHIFT;
      if ((pieces[i] & GAP) != 0) {
        node.gap(count, from);
      } else if (stream) {
        node.feed(copy, at, (int) count, from);
        at += (int) count;
      } else {
        node.feedDatagram(copy, at, (int) count, from);
        at += (int) count;
      }
    }
  }

  @Override
  public int deliver(ByteCursor in, Side from) {
    int count = in.remaining();
    look(in.segment(), in.address(), count, from);
    in.skip(count);
    in.commit();
    return 0;
  }

  @Override
  public void datagram(ByteCursor in, Side from) {
    if (state == State.SKIPPING) {
      return;
    }
    matching.first(from, null);
    look(in.segment(), in.address(), in.remaining(), from);
    matching.clear(from);
  }

  /// What is found by these bytes gets what was kept before them, and then these with all others.
  private void look(MemorySegment data, long offset, int count, Side from) {
    State before = state;
    if (before == State.SKIPPING) {
      return;
    }
    matching.match(PatternType.PAYLOAD, data, offset, count, from, false, false, false);
    state = before == State.KEEPING ? keep(data, offset, count, from) : before;
  }

  private int bufferSize() {
    return services.settings().bufferSize();
  }

  private int maxPieces() {
    return services.settings().maxPieces();
  }

  private State keep(MemorySegment data, long offset, int count, Side from) {
    if (count == 0) {
      return State.KEEPING;
    }
    if ((long) length + count > bufferSize() || pieceCount + 1 > maxPieces()) {
      return full();
    }
    if (bytes.length < length + count) {
      bytes = Arrays.copyOf(bytes, Math.min(bufferSize(), Math.max(length + count, 2 * length)));
    }
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, length, count);
    length += count;
    addPiece(count, from, 0);
    return State.KEEPING;
  }

  private void addPiece(long count, Side from, long kind) {
    if (pieceCount == pieces.length) {
      pieces = Arrays.copyOf(pieces, Math.max(4, 2 * pieceCount));
    }
    pieces[pieceCount++] =
        count << LENGTH_SHIFT | kind | (from.isOriginator() ? FROM_ORIGINATOR : 0);
  }

  private State full() {
    bytes = NO_BYTES;
    pieces = NO_PIECES;
    length = 0;
    pieceCount = 0;
    return services.settings().onlyBeginning() ? State.SKIPPING : State.MATCHING;
  }

  @Override
  public void gap(long count, Side from) {
    if (state == State.KEEPING && pieceCount > 0) {
      if (pieceCount + 1 > maxPieces()) {
        state = full();
      } else {
        addPiece(count, from, GAP);
      }
    }
  }

  @Override
  public void end(Side from) {
    // A signature that wants the end is tried when the connection ends.
  }

  @Override
  public void done() {
    matching.finish();
  }
}
