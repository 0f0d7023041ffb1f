package org.brood.analyzer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.conn.Conn;
import org.brood.event.EventType;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.flow.Transport;
import org.brood.script.type.EnumType;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The analyzers of one connection: those that its port asks for, and those that its first bytes
/// do.
///
/// This is the one place where [Malformed] ends: the analyzer that threw it is taken off a stream;
/// of a datagram only that one is lost.
public final class AnalyzerTree {
  private final Conn conn;
  private final AnalyzerServices services;
  private final List<AnalyzerNode> roots = new ArrayList<>(2);
  private @Nullable Detector detector;
  private boolean done;

  public AnalyzerTree(Conn conn, AnalyzerServices services) {
    this.conn = conn;
    this.services = services;
  }

  public Conn conn() {
    return conn;
  }

  AnalyzerServices services() {
    return services;
  }

  private boolean isStream() {
    return conn.flow().transport() == Transport.TCP;
  }

  /// Hangs on what a new connection begins with.
  public void begin(int portProtocol) {
    Detection detection = services.detection();
    if (detection != null) {
      detector = new Detector(services, conn, detection, this, null);
    }
    for (String tag : services.ports().tags(new Port(conn.flow().respPort(), portProtocol))) {
      add(null, tag);
    }
  }

  /// Whether anybody looks at the payload.
  public boolean isListening() {
    return !roots.isEmpty() || detector != null;
  }

  /// Adds an analyzer.
  ///
  /// @return null if there is none of this tag, it is switched off, or it is there already
  @Nullable AnalyzerNode add(@Nullable AnalyzerNode parent, String tag) {
    Protocol protocol = services.protocol(tag);
    if (protocol == null || !services.isEnabled(tag) || done) {
      return null;
    }
    List<AnalyzerNode> siblings = parent == null ? roots : parent.children();
    for (AnalyzerNode sibling : siblings) {
      if (sibling.protocol() == protocol && !sibling.isRemoved()) {
        return null;
      }
    }
    AnalyzerNode node = new AnalyzerNode(services.nextId(), protocol, services.item(tag), parent);
    ProtocolAnalyzer made = protocol.create(new AnalyzerContext(this, node));
    boolean fits = isStream() ? made instanceof StreamAnalyzer : made instanceof DatagramAnalyzer;
    if (!fits && parent == null) {
      return null;
    }
    node.analyzer(made);
    siblings.add(node);
    return node;
  }

  /// Detection below an analyzer that carries another connection, such as a proxy's.
  void addDetection(AnalyzerNode parent) {
    Detection detection = services.detection();
    if (detection != null) {
      parent.children().add(detectorNode(parent, detection));
    }
  }

  private AnalyzerNode detectorNode(AnalyzerNode parent, Detection detection) {
    Detector made = new Detector(services, conn, detection, this, parent);
    AnalyzerNode node = new AnalyzerNode(services.nextId(), made, null, parent);
    node.analyzer(made);
    return node;
  }

  /// Takes an analyzer off, as `disable_analyzer` does.
  ///
  /// @return whether it was there
  public boolean remove(long id) {
    return remove(roots, id);
  }

  private boolean remove(List<AnalyzerNode> nodes, long id) {
    for (AnalyzerNode node : nodes) {
      if (node.id() == id && !node.isRemoved()) {
        finish(node);
        return true;
      }
      if (remove(node.children(), id)) {
        return true;
      }
    }
    return false;
  }

  /// The number of the analyzer with a tag, 0 if there is none.
  public long idOf(EnumType.Item tag) {
    return idOf(roots, tag);
  }

  private static long idOf(List<AnalyzerNode> nodes, EnumType.Item tag) {
    for (AnalyzerNode node : nodes) {
      if (node.tag() == tag && !node.isRemoved()) {
        return node.id();
      }
      long below = idOf(node.children(), tag);
      if (below != 0) {
        return below;
      }
    }
    return 0;
  }

  /// The analyzer with a number, null if there is none.
  public @Nullable ProtocolAnalyzer analyzer(long id) {
    AnalyzerNode node = find(roots, id);
    return node == null ? null : node.analyzer();
  }

  private static @Nullable AnalyzerNode find(List<AnalyzerNode> nodes, long id) {
    for (AnalyzerNode node : nodes) {
      if (node.id() == id) {
        return node;
      }
      AnalyzerNode below = find(node.children(), id);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  // ---- input

  /// Gives stream bytes in order to all analyzers.
  public void stream(MemorySegment data, long offset, int length, Side from) {
    Detector detecting = detector;
    if (detecting != null) {
      detecting.stream(data, offset, length, from);
    }
    deliver(roots, data, offset, length, from);
  }

  void forward(AnalyzerNode parent, MemorySegment data, long offset, int length, Side from) {
    deliver(parent.children(), data, offset, length, from);
  }

  private void deliver(
      List<AnalyzerNode> nodes, MemorySegment data, long offset, int length, Side from) {
    if (length == 0) {
      return;
    }
    // By index: what is found by these bytes is added behind, and gets them too.
    for (int i = 0; i < nodes.size(); i++) {
      AnalyzerNode node = nodes.get(i);
      if (!node.isDeaf() && node.analyzer() instanceof StreamAnalyzer analyzer) {
        feed(node, analyzer, data, offset, length, from);
      }
    }
  }

  /// Gives bytes to one analyzer only: what a late comer missed.
  void replay(AnalyzerNode node, MemorySegment data, long offset, int length, Side from) {
    if (!node.isDeaf() && node.analyzer() instanceof StreamAnalyzer analyzer && length > 0) {
      feed(node, analyzer, data, offset, length, from);
    }
  }

  private void feed(
      AnalyzerNode node,
      StreamAnalyzer analyzer,
      MemorySegment data,
      long offset,
      int length,
      Side from) {
    try {
      AnalyzerNode.Leftover left = node.left(from);
      if (left == null) {
        ByteCursor in = new ByteCursor(data, offset, length);
        int wanted = analyzer.deliver(in, from);
        int rest = length - in.committed();
        if (rest > 0 && !node.isDeaf()) {
          AnalyzerNode.Leftover kept = new AnalyzerNode.Leftover(AnalyzerTree::memory, rest);
          kept.append(AnalyzerTree::memory, data, offset + in.committed(), rest);
          kept.want(wanted);
          node.left(from, kept);
        }
        return;
      }
      continued(node, analyzer, left, data, offset, length, from);
    } catch (Malformed malformed) {
      detach(node, malformed);
    }
  }

  private void continued(
      AnalyzerNode node,
      StreamAnalyzer analyzer,
      AnalyzerNode.Leftover left,
      MemorySegment data,
      long offset,
      int length,
      Side from)
      throws Malformed {
    if ((long) left.length() + length > AnalyzerLimits.MAX_UNCOMMITTED) {
      violation(node, "message too large", new byte[0]);
      node.skip();
      return;
    }
    left.append(AnalyzerTree::memory, data, offset, length);
    if (!left.isWorthwhile()) {
      return;
    }
    ByteCursor in = left.cursor();
    int wanted = analyzer.deliver(in, from);
    if (node.isDeaf()) {
      return;
    }
    if (in.committed() == left.length()) {
      node.left(from, null);
    } else {
      left.drop(in.committed());
      left.want(wanted);
    }
  }

  private static MemorySegment memory(int capacity) {
    return Arena.ofAuto().allocate(Math.max(capacity, 1));
  }

  private void detach(AnalyzerNode node, Malformed malformed) {
    violation(node, String.valueOf(malformed.getMessage()), new byte[0]);
    node.skip();
  }

  /// Tells all analyzers of lost bytes.
  public void gap(long bytes, Side from) {
    Detector detecting = detector;
    if (detecting != null) {
      detecting.gap(bytes, from);
    }
    gap(roots, bytes, from);
  }

  void forwardGap(AnalyzerNode parent, long bytes, Side from) {
    gap(parent.children(), bytes, from);
  }

  private void gap(List<AnalyzerNode> nodes, long bytes, Side from) {
    for (AnalyzerNode node : nodes.toArray(AnalyzerNode[]::new)) {
      if (!node.isDeaf() && node.analyzer() instanceof StreamAnalyzer analyzer) {
        node.left(from, null);
        analyzer.gap(bytes, from);
      }
    }
  }

  /// Tells all analyzers that a side will send no more.
  public void end(Side from) {
    Detector detecting = detector;
    if (detecting != null) {
      detecting.end(from);
    }
    end(roots, from);
  }

  void forwardEnd(AnalyzerNode parent, Side from) {
    end(parent.children(), from);
  }

  private void end(List<AnalyzerNode> nodes, Side from) {
    for (AnalyzerNode node : nodes.toArray(AnalyzerNode[]::new)) {
      if (!node.isDeaf() && node.analyzer() instanceof StreamAnalyzer analyzer) {
        analyzer.end(from);
      }
    }
  }

  /// Tells the analyzers of the connection itself that it was reset.
  public void reset() {
    for (AnalyzerNode node : roots.toArray(AnalyzerNode[]::new)) {
      if (!node.isDeaf() && node.analyzer() instanceof StreamAnalyzer analyzer) {
        analyzer.reset();
      }
    }
  }

  /// Tells the analyzers of the connection itself that it closed.
  public void finished(boolean half) {
    for (AnalyzerNode node : roots.toArray(AnalyzerNode[]::new)) {
      if (!node.isDeaf() && node.analyzer() instanceof StreamAnalyzer analyzer) {
        analyzer.finished(half);
      }
    }
  }

  /// Gives a datagram to all analyzers.
  public void datagram(MemorySegment data, long offset, int length, Side from) {
    Detector detecting = detector;
    if (detecting != null) {
      detecting.datagram(data, offset, length, from);
    }
    datagram(roots, data, offset, length, from);
  }

  void forwardDatagram(
      AnalyzerNode parent, MemorySegment data, long offset, int length, Side from) {
    datagram(parent.children(), data, offset, length, from);
  }

  private void datagram(
      List<AnalyzerNode> nodes, MemorySegment data, long offset, int length, Side from) {
    for (int i = 0; i < nodes.size(); i++) {
      AnalyzerNode node = nodes.get(i);
      if (!node.isDeaf() && node.analyzer() instanceof DatagramAnalyzer analyzer) {
        try {
          analyzer.datagram(new ByteCursor(data, offset, length), from);
        } catch (Malformed malformed) {
          violation(node, String.valueOf(malformed.getMessage()), new byte[0]);
        }
      }
    }
  }

  /// The two sides changed places.
  public void flipped() {
    conn.flipped();
    flipped(roots);
  }

  private static void flipped(List<AnalyzerNode> nodes) {
    for (AnalyzerNode node : nodes) {
      node.flip();
      ProtocolAnalyzer analyzer = node.analyzer();
      if (analyzer != null) {
        analyzer.flipped();
      }
      flipped(node.children());
    }
  }

  /// The connection ends.
  public void done() {
    if (!done) {
      done = true;
      for (AnalyzerNode node : roots.toArray(AnalyzerNode[]::new)) {
        finish(node);
      }
      detector = null;
    }
  }

  private void finish(AnalyzerNode node) {
    if (node.isRemoved()) {
      return;
    }
    node.remove();
    ProtocolAnalyzer analyzer = node.analyzer();
    if (analyzer != null) {
      analyzer.done();
    }
    for (AnalyzerNode child : node.children().toArray(AnalyzerNode[]::new)) {
      finish(child);
    }
  }

  // ---- output

  void confirm(AnalyzerNode node) {
    if (node.isConfirmed() || node.tag() == null) {
      return;
    }
    node.markConfirmed();
    EventType event = services.confirmation();
    if (event.isWanted()) {
      Record info = services.confirmationInfo().make();
      info.set("c", conn.record());
      info.set("aid", node.id());
      event.raise(node.tag(), info);
    }
  }

  /// Whether bytes of the stream are missing: then nobody can tell what is a violation.
  private boolean isIncomplete() {
    return conn.flow() instanceof TcpFlow flow
        && (flow.isPartial() || flow.hadGap(Side.ORIGINATOR) || flow.hadGap(Side.RESPONDER));
  }

  void violation(AnalyzerNode node, String reason, byte[] data) {
    if (node.tag() == null
        || isIncomplete()
        || node.addViolation() > services.events().count("max_analyzer_violations", 1000)) {
      return;
    }
    EventType event = services.violation();
    if (event.isWanted()) {
      Record info = services.violationInfo().make();
      info.set("reason", Str.of(reason));
      info.set("c", conn.record());
      info.set("aid", node.id());
      if (data.length > 0) {
        info.set("data", Str.wrap(data));
      }
      event.raise(node.tag(), info);
    }
  }
}
