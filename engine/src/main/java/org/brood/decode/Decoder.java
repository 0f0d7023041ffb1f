package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;
import org.jspecify.annotations.Nullable;

/// Takes frames, moves packet time on, and sends packets through the packet analyzers.
///
/// It owns what all layers share: time and timers, the analyzers by name, the fragments, and the
/// stack of analyzers that saw the packet. One thread; one decoder a worker.
public final class Decoder {
  private static final long MICROSECOND = 1_000;

  private final DecodeOptions options;
  private final WeirdSink weirds;
  private final UidGenerator uids;
  private final DecodeListener listener;
  private final TimerQueue timers = new TimerQueue();
  private final FragmentTable fragments;
  private final UnknownProtocols unknown;
  private final PacketFilter filter;
  private final List<PacketAnalyzer> analyzers = new ArrayList<>();
  private final RootAnalyzer root;

  private final Packet packet = new Packet();
  private Packet[] inner = new Packet[0];
  private int innerDepth;
  private Tunnels spareTunnels = new Tunnels();

  private PacketAnalyzer[] stack = new PacketAnalyzer[16];
  private MemorySegment[] stackData = new MemorySegment[16];
  private long[] stackOffsets = new long[16];
  private int[] stackLengths = new int[16];
  private int depth;

  private long networkNanos;
  private long packetNanos;
  private boolean began;
  private boolean terminating;
  private boolean registrationClosed;
  private long processed;
  private long processedBytes;
  private long notProcessed;

  /// @param uids makes the identifiers of tunnels between addresses
  public Decoder(
      DecodeOptions options, WeirdSink weirds, DecodeListener listener, UidGenerator uids) {
    this.uids = uids;
    this.options = options;
    this.weirds = weirds;
    this.listener = listener;
    this.fragments = new FragmentTable(options, weirds, timers);
    this.unknown = new UnknownProtocols(options, timers);
    this.filter = new PacketFilter(uids.initialSeed());
    this.root = new RootAnalyzer(this);
    add(root);
    LinkAnalyzers.addTo(this);
    add(new ArpAnalyzer(this));
    IpAnalyzer ip = new IpAnalyzer(this);
    add(ip);
    add(new IpTunnelAnalyzer(this, ip));
    add(new GreAnalyzer(this));
    add(new VxlanAnalyzer(this));
    add(new GeneveAnalyzer(this));
    add(new AyiyaAnalyzer(this));
    add(new TeredoAnalyzer(this, ip));
    add(new GtpAnalyzer(this, ip));
    add(new Ieee80211Analyzer(this));
    add(new RadiotapAnalyzer(this));
  }

  /// Makes an analyzer known by its name.
  public void add(PacketAnalyzer analyzer) {
    analyzers.add(analyzer);
  }

  /// The analyzer of this name, or null.
  public @Nullable PacketAnalyzer analyzer(String name) {
    for (PacketAnalyzer analyzer : analyzers) {
      if (analyzer.name().equals(name)) {
        return analyzer;
      }
    }
    return null;
  }

  /// All analyzers, in the order in which they were added.
  public Iterable<PacketAnalyzer> analyzers() {
    return analyzers;
  }

  /// What scripts let drop.
  public PacketFilter filter() {
    return filter;
  }

  /// Registers what the base scripts register, for runs without scripts.
  public void registerStandard() {
    StandardRegistry.register(this);
  }

  /// Decodes one frame, after the timers that are due before it.
  ///
  /// @return false when the frame was none and only a weird was raised
  public boolean process(Frame frame) {
    if (!frame.weird.isEmpty()) {
      weirds.netWeird(frame.weird, frame.weirdDetail, "");
      return false;
    }
    beginPacket(frame.nanos - Math.floorMod(frame.nanos, MICROSECOND));
    processedBytes += frame.wireLength;
    packet.begin(frame, packetNanos);
    analyze();
    return true;
  }

  /// Moves time on to that of a packet. What is still due for the last one comes first.
  private void beginPacket(long nanos) {
    int budget = options.maxTimerExpires;
    int ran = timers.isDue(networkNanos) ? timers.advance(networkNanos, budget) : 0;
    if (!began) {
      began = true;
      listener.timeBegan();
    }
    networkNanos = Math.max(timers.nowNanos(), nanos);
    packetNanos = nanos;
    timers.tellAdvanced(networkNanos);
    if (budget == 0 || ran < budget) {
      timers.advance(networkNanos, budget == 0 ? 0 : budget - ran);
    }
  }

  private void analyze() {
    processed++;
    depth = 0;
    innerDepth = 0;
    root.forwardLink(packet);
    if (!packet.processed) {
      notProcessed++;
      listener.notProcessed(packet);
    }
    listener.packetDecoded(packet);
  }

  /// Moves time on without a packet: a live source is idle.
  public void idle(long nanos) {
    networkNanos = Math.max(networkNanos, nanos);
    timers.tellAdvanced(networkNanos);
    timers.advance(networkNanos, options.maxTimerExpires);
  }

  /// Ends the run: timers run for the last time. Events that they raise shall be handled before the
  /// flows are finished.
  public void finish() {
    terminating = true;
    packetNanos = 0;
    timers.expireAll();
  }

  /// Frees what waits and the native memory; nothing may be decoded any more.
  public void close() {
    fragments.close();
  }

  /// Sends a packet that was inside another one through the analyzers of its link type.
  public boolean processInner(Packet inside) {
    return root.forwardLink(inside);
  }

  /// A packet for what a connection carries as a tunnel: the stack of tunnels gets one more. Give
  /// it back with [#releaseInner].
  Packet openTunnel(Packet outer, TunnelType type, MemorySegment data, long offset, int length) {
    int consumed = outer.capturedLength - length;
    Session session = outer.session;
    Tunnels tunnels = outer.tunnels;
    if (session != null) {
      if (tunnels == null) {
        tunnels = freshTunnels();
        outer.tunnels = tunnels;
      }
      tunnels.add(session.asTunnel(type));
    }
    Packet inside = lendInner();
    inside.begin(
        data, offset, length, outer.wireLength - consumed, outer.nanos, LinkType.RAW, tunnels);
    inside.linkSource = 0;
    inside.linkDestination = 0;
    return inside;
  }

  /// An empty stack of tunnels: the one of the last packet, unless a connection has kept it.
  Tunnels freshTunnels() {
    if (spareTunnels.isKept()) {
      spareTunnels = new Tunnels();
    }
    spareTunnels.clear();
    return spareTunnels;
  }

  public UidGenerator uids() {
    return uids;
  }

  /// A packet for what is inside a tunnel. Give it back with [#releaseInner].
  public Packet lendInner() {
    if (innerDepth == inner.length) {
      inner = Arrays.copyOf(inner, innerDepth + 1);
      inner[innerDepth] = new Packet();
    }
    return inner[innerDepth++];
  }

  public void releaseInner() {
    innerDepth--;
  }

  /// Time as scripts see it: it never goes back.
  public long networkNanos() {
    return networkNanos;
  }

  /// The time of the packet that is being decoded.
  public long packetNanos() {
    return packetNanos;
  }

  /// Whether the run is ending.
  public boolean isTerminating() {
    return terminating;
  }

  public TimerQueue timers() {
    return timers;
  }

  public DecodeOptions options() {
    return options;
  }

  public WeirdSink weirds() {
    return weirds;
  }

  public DecodeListener listener() {
    return listener;
  }

  /// Says that nobody may register protocols any more.
  public void closeRegistration() {
    registrationClosed = true;
  }

  public boolean isRegistrationClosed() {
    return registrationClosed;
  }

  public FragmentTable fragments() {
    return fragments;
  }

  /// The packet of the current frame, outermost layer.
  public Packet packet() {
    return packet;
  }

  public long packetsProcessed() {
    return processed;
  }

  /// How long all of these packets were on the wire.
  public long bytesProcessed() {
    return processedBytes;
  }

  public long packetsNotProcessed() {
    return notProcessed;
  }

  /// How many analyzers saw the packet so far.
  public int depth() {
    return depth;
  }

  /// The analyzer at this place of the stack, and where its bytes are.
  public PacketAnalyzer stackAnalyzer(int index) {
    return stack[index];
  }

  public MemorySegment stackData(int index) {
    return stackData[index];
  }

  public long stackOffset(int index) {
    return stackOffsets[index];
  }

  public int stackLength(int index) {
    return stackLengths[index];
  }

  boolean isTooDeep() {
    return options.maxAnalyzerDepth > 0 && depth == options.maxAnalyzerDepth;
  }

  void track(PacketAnalyzer analyzer, MemorySegment data, long offset, int length) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
      stackData = Arrays.copyOf(stackData, 2 * depth);
      stackOffsets = Arrays.copyOf(stackOffsets, 2 * depth);
      stackLengths = Arrays.copyOf(stackLengths, 2 * depth);
    }
    stack[depth] = analyzer;
    stackData[depth] = data;
    stackOffsets[depth] = offset;
    stackLengths[depth++] = length;
  }

  void reportUnknown(String analyzer, long protocol, MemorySegment data, long offset, int length) {
    if (listener.wantsUnknownProtocols() && unknown.permits(analyzer, protocol, networkNanos)) {
      listener.unknownProtocol(
          analyzer, protocol, data, offset, Math.min(length, options.unknownFirstBytes));
    }
  }

  /// Reports a protocol that an analyzer outside this package does not know.
  public void unknownProtocol(
      PacketAnalyzer analyzer, long protocol, MemorySegment data, long offset, int length) {
    reportUnknown(analyzer.name(), protocol, data, offset, length);
  }

  /// Raises a weird about this packet; its addresses go with it when they are known.
  public void weird(String weird, @Nullable Packet about, String detail, String source) {
    String name = weird;
    if (about != null) {
      about.record = true;
      Tunnels tunnels = about.tunnels;
      if (tunnels != null && tunnels.lastType() != TunnelType.NONE) {
        name = weird + "_in_tunnel";
      }
      if (about.hasIp) {
        weirds.flowWeird(
            about.ip.srcHigh(),
            about.ip.srcLow(),
            about.ip.dstHigh(),
            about.ip.dstLow(),
            name,
            detail,
            source);
        return;
      }
    }
    weirds.netWeird(name, detail, source);
  }

  /// Where every packet begins: the link type decides.
  private static final class RootAnalyzer extends PacketAnalyzer {
    RootAnalyzer(Decoder decoder) {
      super(decoder, "ROOT");
    }

    boolean forwardLink(Packet packet) {
      return forward(packet, packet.segment, packet.offset, packet.capturedLength, packet.linkType);
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      return forward(packet, data, offset, length, packet.linkType);
    }
  }
}
