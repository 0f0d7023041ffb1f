package org.brood.analyzer;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.brood.conn.Conn;
import org.brood.conn.ConnRecords;
import org.brood.decode.Packet;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.flow.Transport;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.jspecify.annotations.Nullable;

/// The analyzers of one connection: those that its port asks for, and those that its first bytes
/// do. Here is which ones there are and who gets what; [AnalyzerNode] gives it to one of them.
public final class AnalyzerTree {
  private final Conn conn;
  private final AnalyzerServices services;
  private List<AnalyzerNode> roots = AnalyzerNode.NONE;

  /// The number of the detector that is made when the first payload comes, 0 for none.
  private long awaitedDetector;

  private boolean originatorWaits;
  private boolean responderWaits;
  private Set<String> prevented = Set.of();
  private Detection.@Nullable Matching matching;
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

  /// Hangs on what a new connection begins with: what was scheduled for it, or else what its port
  /// asks for; then detection.
  public void begin(int portProtocol) {
    // Numbers for the transport protocol itself, and for detection.
    services.nextId();
    long detector = services.detection() == null ? 0 : services.nextId();
    Port port = new Port(conn.flow().respPort(), portProtocol);
    if (!addScheduled(port) && !services.settings().ignorePorts()) {
      for (String tag : services.ports().tags(port)) {
        add(null, tag);
      }
    }
    services.takeSizeNumber();
    awaitedDetector = detector;
  }

  /// Makes the detector if it is still awaited. A silent connection does without.
  private void detect() {
    Detection detection = services.detection();
    if (awaitedDetector != 0 && detection != null) {
      long id = awaitedDetector;
      awaitedDetector = 0;
      Detection.Matching m = addDetector(id, null, detection).matching();
      matching = m;
      if (originatorWaits) {
        m.resume(Side.ORIGINATOR);
      }
      if (responderWaits) {
        m.resume(Side.RESPONDER);
      }
    }
  }

  private void addTo(@Nullable AnalyzerNode parent, AnalyzerNode node) {
    if (parent != null) {
      parent.addChild(node);
    } else {
      if (roots.isEmpty()) {
        roots = new ArrayList<>(2);
      }
      roots.add(node);
    }
  }

  /// Begins with signatures alone, which then find no analyzers: for ICMP.
  public void beginMatching() {
    services.nextId();
    services.takeSizeNumber();
    Detection detection = services.detection();
    if (detection != null) {
      matching =
          detection.begin(
              conn,
              (_, _) -> {
                // Nothing can be added.
              });
    }
  }

  private boolean addScheduled(Port port) {
    ScheduledAnalyzers scheduled = services.scheduled();
    if (scheduled.isEmpty()) {
      return false;
    }
    Addr originator = new Addr(conn.flow().origHigh(), conn.flow().origLow());
    Addr responder = new Addr(conn.flow().respHigh(), conn.flow().respLow());
    double now = services.runtime().networkTime();
    List<EnumType.Item> expected = scheduled.find(originator, responder, port, now);
    for (EnumType.Item tag : expected) {
      if (add(null, AnalyzerServices.bareTag(tag)) != null
          && services.scheduledApplied().isWanted()) {
        services.scheduledApplied().raise(conn.record(), tag);
      }
    }
    return !expected.isEmpty();
  }

  /// Whether anybody looks at the payload.
  public boolean isListening() {
    return !roots.isEmpty() || awaitedDetector != 0;
  }

  /// The first packet of a side, for the conditions of signatures on headers.
  public void firstPacket(Side from, Packet packet) {
    Detection detection = services.detection();
    if (awaitedDetector != 0 && detection != null) {
      if (isStream() && detection.canWait(packet)) {
        originatorWaits |= from.isOriginator();
        responderWaits |= !from.isOriginator();
        return;
      }
      detect();
    }
    Detection.Matching m = matching;
    if (m != null && !m.hasBegun(from)) {
      m.first(from, packet);
    }
  }

  /// Matches what an analyzer has taken apart with signatures.
  ///
  /// @param bol whether the text starts here
  /// @param eol whether it ends here
  /// @param clear whether what came before is forgotten
  public void match(
      PatternType type,
      MemorySegment data,
      long offset,
      int length,
      Side from,
      boolean bol,
      boolean eol,
      boolean clear) {
    detect();
    Detection.Matching m = matching;
    if (m != null) {
      m.match(type, data, offset, length, from, bol, eol, clear);
    }
  }

  /// An analyzer was found when it was too late to add it.
  void lateMatch(String tag) {
    EnumType.Item item = services.item(tag);
    if (item != null && services.lateMatch().isWanted()) {
      services.lateMatch().raise(conn.record(), item);
    }
  }

  /// Adds an analyzer below one that is there already.
  void addBelow(String parent, String tag) {
    EnumType.Item item = services.item(parent);
    AnalyzerNode node = item == null ? null : find(roots, idOf(item));
    if (node != null) {
      add(node, tag);
    }
  }

  /// Adds an analyzer.
  ///
  /// @return null if there is none of this tag, it is switched off, not wanted here, or there
  ///   already
  @Nullable AnalyzerNode add(@Nullable AnalyzerNode parent, String tag) {
    Protocol protocol = services.protocol(tag);
    if (protocol == null || !services.isEnabled(tag) || done || prevented.contains(tag)) {
      return null;
    }
    detect();
    List<AnalyzerNode> siblings = parent == null ? roots : parent.children();
    for (AnalyzerNode sibling : siblings) {
      if (sibling.protocol() == protocol && !sibling.isRemoved()) {
        return null;
      }
    }
    AnalyzerNode node =
        new AnalyzerNode(this, services.nextId(protocol), protocol, services.item(tag), parent);
    ProtocolAnalyzer made = protocol.create(new AnalyzerContext(this, node));
    boolean fits = isStream() ? made instanceof StreamAnalyzer : made instanceof DatagramAnalyzer;
    if (!fits && parent == null) {
      return null;
    }
    node.analyzer(made);
    addTo(parent, node);
    return node;
  }

  /// Detection below an analyzer that carries another connection, such as a proxy's.
  void addDetection(AnalyzerNode parent) {
    Detection detection = services.detection();
    if (detection != null) {
      Detector made = addDetector(services.nextId(), parent, detection);
      made.first(Side.ORIGINATOR, null);
      made.first(Side.RESPONDER, null);
    }
  }

  private Detector addDetector(long id, @Nullable AnalyzerNode parent, Detection detection) {
    boolean stream = parent == null ? isStream() : parent.analyzer() instanceof StreamAnalyzer;
    Detector made = new Detector(services, conn, detection, this, parent, stream);
    AnalyzerNode node = new AnalyzerNode(this, id, made, null, parent);
    node.analyzer(made);
    addTo(parent, node);
    return made;
  }

  /// Takes an analyzer off, as `disable_analyzer` does: it gets nothing more, and its last word
  /// comes with the next bytes.
  ///
  /// @param prevent whether it may not come back on this connection
  /// @return whether it was there
  public boolean remove(long id, boolean prevent) {
    AnalyzerNode node = find(roots, id);
    if (node == null || node.isRemoved()) {
      return false;
    }
    if (prevent) {
      if (prevented.isEmpty()) {
        prevented = new HashSet<>();
      }
      prevented.add(node.protocol().tag());
    }
    node.remove();
    return true;
  }

  /// The enumerator of the analyzer with a number, null if there is none.
  public EnumType.@Nullable Item tagOf(long id) {
    AnalyzerNode node = find(roots, id);
    return node == null || node.isRemoved() ? null : node.tag();
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
    detect();
    deliver(roots, data, offset, length, from);
  }

  void forward(AnalyzerNode parent, MemorySegment data, long offset, int length, Side from) {
    deliver(parent.children(), data, offset, length, from);
  }

  private static void deliver(
      List<AnalyzerNode> nodes, MemorySegment data, long offset, int length, Side from) {
    if (length == 0) {
      return;
    }
    // By index: what is found by these bytes is added behind, and gets them too.
    for (int i = 0; i < nodes.size(); i++) {
      AnalyzerNode node = nodes.get(i);
      if (node.isRemoved()) {
        node.finish();
      } else {
        node.feed(data, offset, length, from);
      }
    }
  }

  /// Tells all analyzers of lost bytes.
  public void gap(long bytes, Side from) {
    gap(roots, bytes, from);
  }

  void forwardGap(AnalyzerNode parent, long bytes, Side from) {
    gap(parent.children(), bytes, from);
  }

  private static void gap(List<AnalyzerNode> nodes, long bytes, Side from) {
    for (AnalyzerNode node : nodes.toArray(AnalyzerNode.NO_NODES)) {
      node.gap(bytes, from);
    }
  }

  /// Tells all analyzers that a side will send no more.
  public void end(Side from) {
    tell(roots, analyzer -> analyzer.end(from));
  }

  void forwardEnd(AnalyzerNode parent, Side from) {
    tell(parent.children(), analyzer -> analyzer.end(from));
  }

  /// Tells the analyzers of the connection itself that a side closes.
  public void closed(Side from) {
    tell(roots, analyzer -> analyzer.closed(from));
  }

  /// Tells the analyzers of the connection itself that it was reset.
  public void reset() {
    tell(roots, StreamAnalyzer::reset);
  }

  /// Tells the analyzers of the connection itself that it closed.
  public void finished(boolean half) {
    tell(roots, analyzer -> analyzer.finished(half));
  }

  private static void tell(List<AnalyzerNode> nodes, Consumer<StreamAnalyzer> what) {
    for (AnalyzerNode node : nodes.toArray(AnalyzerNode.NO_NODES)) {
      node.tell(what);
    }
  }

  /// Gives a datagram to all analyzers.
  public void datagram(Packet packet, MemorySegment data, long offset, int length, Side from) {
    firstPacket(from, packet);
    detect();
    datagram(roots, data, offset, length, from);
  }

  void forwardDatagram(
      AnalyzerNode parent, MemorySegment data, long offset, int length, Side from) {
    datagram(parent.children(), data, offset, length, from);
  }

  private static void datagram(
      List<AnalyzerNode> nodes, MemorySegment data, long offset, int length, Side from) {
    for (int i = 0; i < nodes.size(); i++) {
      AnalyzerNode node = nodes.get(i);
      if (node.isRemoved()) {
        node.finish();
      } else {
        node.feedDatagram(data, offset, length, from);
      }
    }
  }

  /// The two sides changed places; what was scheduled for the connection as it is now is hung on.
  public void flipped() {
    conn.flipped();
    flipped(roots);
    Transport transport = conn.flow().transport();
    if (transport == Transport.TCP || transport == Transport.UDP) {
      addScheduled(new Port(conn.flow().respPort(), ConnRecords.portProtocol(transport)));
    }
  }

  private static void flipped(List<AnalyzerNode> nodes) {
    for (AnalyzerNode node : nodes) {
      node.flipped();
      flipped(node.children());
    }
  }

  /// The connection ends.
  public void done() {
    if (!done) {
      done = true;
      for (AnalyzerNode node : roots.toArray(AnalyzerNode.NO_NODES)) {
        node.finish();
      }
      Detection.Matching m = matching;
      if (m != null && conn.flow().transport() == Transport.ICMP) {
        m.finish();
      }
      matching = null;
    }
  }

  /// Whether bytes of the stream are missing: then nobody can tell what is a violation.
  boolean isIncomplete() {
    return conn.flow() instanceof TcpFlow flow
        && (flow.isPartial() || flow.hadGap(Side.ORIGINATOR) || flow.hadGap(Side.RESPONDER));
  }
}
