package org.brood.analyzer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.brood.bytes.ByteCursor;
import org.brood.conn.Conn;
import org.brood.flow.Side;
import org.jspecify.annotations.Nullable;

/// Looks at the first bytes of a connection, and keeps them for the analyzers that are found by
/// them.
///
/// When the buffer (`dpd_buffer_size`) is full, a connection that is found later gets what comes
/// from then on, if the scripts want that at all (`dpd_match_only_beginning`,
/// `dpd_late_match_stop`).
final class Detector implements Protocol, StreamAnalyzer, DatagramAnalyzer {
  private final AnalyzerTree tree;
  private final @Nullable AnalyzerNode parent;
  private final Detection.Matching matching;
  private final int bufferSize;
  private final boolean onlyBeginning;
  private final boolean ignorePorts;
  private @Nullable MemorySegment origBytes;
  private @Nullable MemorySegment respBytes;
  private int origLength;
  private int respLength;
  private boolean origStarted;
  private boolean respStarted;
  private boolean full;
  private boolean hasGap;

  Detector(
      AnalyzerServices services,
      Conn conn,
      Detection detection,
      AnalyzerTree tree,
      @Nullable AnalyzerNode parent) {
    this.tree = tree;
    this.parent = parent;
    this.bufferSize =
        Math.clamp(services.events().count("dpd_buffer_size", 1024), 0, 1 << 20);
    this.onlyBeginning = services.events().bool("dpd_match_only_beginning", true);
    this.ignorePorts = services.events().bool("dpd_ignore_ports", false);
    this.matching =
        detection.begin(conn, conn.flow().transport() == org.brood.flow.Transport.TCP, this::found);
  }

  @Override
  public String tag() {
    return "ANALYZER_PIA_TCP";
  }

  @Override
  public String name() {
    return "PIA_TCP";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return this;
  }

  boolean ignoresPorts() {
    return ignorePorts;
  }

  /// A signature asks for an analyzer.
  private void found(String tag) {
    AnalyzerNode node = tree.add(parent, tag);
    if (node == null || full && hasGap) {
      return;
    }
    MemorySegment orig = origBytes;
    MemorySegment resp = respBytes;
    if (orig != null) {
      tree.replay(node, orig, 0, origLength, Side.ORIGINATOR);
    }
    if (resp != null) {
      tree.replay(node, resp, 0, respLength, Side.RESPONDER);
    }
  }

  private boolean first(Side from) {
    boolean started = from.isOriginator() ? origStarted : respStarted;
    if (from.isOriginator()) {
      origStarted = true;
    } else {
      respStarted = true;
    }
    return !started;
  }

  void stream(MemorySegment data, long offset, int length, Side from) {
    if (full && onlyBeginning) {
      return;
    }
    // What was found by earlier bytes gets these with all others; what is found by these gets what
    // was kept before them, and then these.
    matching.bytes(data, offset, length, from, first(from));
    keep(data, offset, length, from);
  }

  private void keep(MemorySegment data, long offset, int length, Side from) {
    if (full) {
      return;
    }
    if (origLength + respLength + length > bufferSize) {
      full = true;
      origBytes = null;
      respBytes = null;
      return;
    }
    MemorySegment kept = from.isOriginator() ? origBytes : respBytes;
    if (kept == null) {
      kept = Arena.ofAuto().allocate(bufferSize);
      if (from.isOriginator()) {
        origBytes = kept;
      } else {
        respBytes = kept;
      }
    }
    int at = from.isOriginator() ? origLength : respLength;
    MemorySegment.copy(data, offset, kept, at, length);
    if (from.isOriginator()) {
      origLength += length;
    } else {
      respLength += length;
    }
  }

  @Override
  public int deliver(ByteCursor in, Side from) {
    int length = in.remaining();
    stream(in.segment(), in.address(), length, from);
    in.skip(length);
    in.commit();
    return 0;
  }

  @Override
  public void gap(long bytes, Side from) {
    hasGap = true;
    full = true;
  }

  @Override
  public void end(Side from) {
    if (!full) {
      matching.end(from);
    }
  }

  void datagram(MemorySegment data, long offset, int length, Side from) {
    matching.bytes(data, offset, length, from, first(from));
  }

  @Override
  public void datagram(ByteCursor in, Side from) {
    datagram(in.segment(), in.address(), in.remaining(), from);
  }
}
