package org.brood.flow;

import java.util.Arrays;
import org.brood.decode.Encapsulation;
import org.brood.decode.Packet;
import org.brood.decode.PacketAnalyzer;
import org.brood.decode.Session;
import org.brood.decode.TunnelType;
import org.brood.decode.Tunnels;
import org.brood.decode.Uid;
import org.jspecify.annotations.Nullable;

/// A connection in Zeek's sense: packets between two endpoints, in both directions.
///
/// It holds what the table knows of it: endpoints, times, counters, history. Everything else
/// (script values, analyzers) hangs on [#attachment].
public class Flow implements Session {
  /// No size was counted yet.
  static final long NO_SIZE = -1;

  /// Bits of what the history has already.
  private static final int UNANALYZED = 0x400;

  final FlowTable table;
  final Transport transport;
  final int protocol;
  final TransportAnalyzer analyzer;

  /// The key: endpoints in canonical order.
  long key0;

  long key1;
  long key2;
  long key3;
  long keyPorts;
  long keyContext;
  int hash;

  private long origHigh;
  private long origLow;
  private long respHigh;
  private long respLow;
  private int origPort;
  private int respPort;
  private final long startNanos;
  long lastNanos;

  private int origLabel;
  private int respLabel;
  private boolean sawOrig = true;
  private boolean sawResp;
  private long origLinkAddress;
  private long respLinkAddress;
  private final int vlan;
  private final int innerVlan;
  private final int pppoeSession;
  private @Nullable Tunnels tunnels;
  private @Nullable Encapsulation asTunnel;
  private AnalyzerStates states = AnalyzerStates.NONE;
  private int tunnelBits;
  private int tunnelChanges;

  private byte[] history = new byte[8];
  private int historyLength;
  int historySeen;

  private long origPackets;
  private long respPackets;
  private long origIpBytes;
  private long respIpBytes;
  long origSize = NO_SIZE;
  long respSize = NO_SIZE;
  private @Nullable FlowThresholds thresholds;

  private @Nullable Uid uid;
  private @Nullable Object attachment;
  private boolean hadWeird;
  private @Nullable WeirdCounts weirdCounts;
  private boolean skipping;
  private boolean finished;
  private boolean inTable = true;
  private boolean timersCancelled;
  private boolean hasStatusTimer;
  private long inactivityNanos;
  private FlowTimer[] timers = new FlowTimer[3];
  private int timerCount;

  Flow(TransportAnalyzer analyzer, FlowKey key, Packet packet) {
    this.analyzer = analyzer;
    this.table = analyzer.table;
    this.protocol = key.protocol;
    this.transport = analyzer.transport();
    key0 = key.key0;
    key1 = key.key1;
    key2 = key.key2;
    key3 = key.key3;
    keyPorts = key.ports;
    keyContext = key.context;
    hash = key.hash;
    origHigh = key.srcHigh;
    origLow = key.srcLow;
    respHigh = key.dstHigh;
    respLow = key.dstLow;
    origPort = key.srcPort;
    respPort = key.dstPort;
    startNanos = packet.nanos;
    lastNanos = packet.nanos;
    origLabel = packet.ip.flowLabel();
    origLinkAddress = Math.max(packet.linkSource, 0);
    respLinkAddress = Math.max(packet.linkDestination, 0);
    vlan = packet.vlan();
    innerVlan = packet.innerVlan();
    pppoeSession = packet.pppoeSession;
    Tunnels around = packet.tunnels;
    tunnels = around;
    if (around != null) {
      around.keep();
    }
  }

  public final Transport transport() {
    return transport;
  }

  /// The protocol number of the IP header.
  public final int protocol() {
    return protocol;
  }

  public final long origHigh() {
    return origHigh;
  }

  public final long origLow() {
    return origLow;
  }

  public final long respHigh() {
    return respHigh;
  }

  public final long respLow() {
    return respLow;
  }

  /// The originator's port; for ICMP, the message's type.
  public final int origPort() {
    return origPort;
  }

  /// The responder's port; for ICMP, the answer's type or the code.
  public final int respPort() {
    return respPort;
  }

  public final boolean isIpv4() {
    return origHigh == 0 && origLow >>> 32 == 0xffff;
  }

  /// When the first packet came.
  public final long startNanos() {
    return startNanos;
  }

  /// When the last packet came that counts.
  public final long lastNanos() {
    return lastNanos;
  }

  public final long durationNanos() {
    return lastNanos - startNanos;
  }

  /// Payload bytes of this side; for TCP by sequence numbers.
  public long size(Side side) {
    return Math.max(0, side.isOriginator() ? origSize : respSize);
  }

  /// The state of this side as Zeek numbers it: 0 inactive, 1 active; for TCP see [TcpState].
  public int state(Side side) {
    return (side.isOriginator() ? origSize : respSize) < 0 ? 0 : 1;
  }

  public final long packets(Side side) {
    return side.isOriginator() ? origPackets : respPackets;
  }

  /// Bytes of IP packets, by their headers' total length.
  public final long ipBytes(Side side) {
    return side.isOriginator() ? origIpBytes : respIpBytes;
  }

  public final int flowLabel(Side side) {
    return side.isOriginator() ? origLabel : respLabel;
  }

  /// The link-layer address, 48 bits, or 0.
  public final long linkAddress(Side side) {
    return side.isOriginator() ? origLinkAddress : respLinkAddress;
  }

  /// The VLAN, or -1.
  public final int vlan() {
    return vlan;
  }

  public final int innerVlan() {
    return innerVlan;
  }

  /// The PPPoE session, or -1.
  public final int pppoeSession() {
    return pppoeSession;
  }

  /// The tunnels that the flow comes through, or null.
  public final @Nullable Tunnels tunnels() {
    return tunnels;
  }

  @Override
  public final Encapsulation asTunnel(TunnelType type) {
    Encapsulation known = asTunnel;
    if (known == null || known.type() != type) {
      known =
          new Encapsulation(
              type,
              origHigh,
              origLow,
              respHigh,
              respLow,
              origPort,
              respPort,
              transport.code(),
              protocol,
              uid());
      asTunnel = known;
    }
    return known;
  }

  @Override
  public final State state(PacketAnalyzer of) {
    return states.of(of);
  }

  @Override
  public final void state(PacketAnalyzer of, State state) {
    if (states.isShared()) {
      states = new AnalyzerStates();
    }
    states.set(of, state);
  }

  @Override
  public final int tunnelBits() {
    return tunnelBits;
  }

  @Override
  public final void tunnelBits(int bits) {
    tunnelBits = bits;
  }

  @Override
  public final Uid uid() {
    Uid known = uid;
    if (known == null) {
      known = table.nextUid();
      uid = known;
    }
    return known;
  }

  public final boolean hasUid() {
    return uid != null;
  }

  /// What the layer above has for this flow.
  public final @Nullable Object attachment() {
    return attachment;
  }

  public final void attach(@Nullable Object attachment) {
    this.attachment = attachment;
  }

  /// The letters of what happened, in order.
  public final String history() {
    return new String(history, 0, historyLength, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  public final int historyLength() {
    return historyLength;
  }

  public final byte historyAt(int index) {
    return history[index];
  }

  /// Whether a weird was raised for this flow.
  public final boolean hadWeird() {
    return hadWeird;
  }

  final WeirdCounts weirdCounts() {
    WeirdCounts counts = weirdCounts;
    if (counts == null) {
      counts = new WeirdCounts();
      weirdCounts = counts;
    }
    return counts;
  }

  /// Whether nobody looks at packets of this flow any more.
  public final boolean isSkipping() {
    return skipping;
  }

  public final void skip(boolean skip) {
    skipping = skip;
  }

  /// Whether the flow has had its last word.
  public final boolean isFinished() {
    return finished;
  }

  public final boolean isInTable() {
    return inTable;
  }

  public final FlowTable table() {
    return table;
  }

  public final void weird(String name) {
    weird(name, "", "");
  }

  @Override
  public final void weird(String name, String detail, String source) {
    hadWeird = true;
    table.listener().weird(this, name, detail, source);
  }

  @Override
  public final void markUnanalyzed() {
    checkHistory(UNANALYZED, 'X');
  }

  /// Adds a letter once.
  ///
  /// @return whether it was there already
  final boolean checkHistory(int mask, char letter) {
    if ((historySeen & mask) != 0) {
      return true;
    }
    historySeen |= mask;
    addHistory(letter);
    return false;
  }

  /// Adds a letter, unless the history is as long as it may get.
  public final void addHistory(char letter) {
    if (historyLength == history.length) {
      if (historyLength >= table.options().maxHistory) {
        return;
      }
      history = Arrays.copyOf(history, 2 * historyLength);
    }
    history[historyLength++] = (byte) letter;
  }

  final boolean isHistory(char only) {
    return historyLength == 1 && history[0] == only;
  }

  final void replaceHistory(char first, char second) {
    history[0] = (byte) first;
    history[1] = (byte) second;
    historyLength = 2;
  }

  /// Counts a packet for the sizes of the connection.
  final void count(boolean fromOriginator, int ipLength) {
    if (!table.options().countSizes) {
      return;
    }
    if (fromOriginator) {
      origPackets++;
      origIpBytes += ipLength;
    } else {
      respPackets++;
      respIpBytes += ipLength;
    }
    FlowThresholds limits = thresholds;
    if (limits != null) {
      limits.check(this, Side.of(fromOriginator));
    }
  }

  /// The thresholds of this flow, made when first asked for.
  public final FlowThresholds thresholds() {
    FlowThresholds limits = thresholds;
    if (limits == null) {
      limits = new FlowThresholds(table.options().genericPacketThresholds);
      thresholds = limits;
    }
    return limits;
  }

  /// Lets the sides change places: whoever knows the protocol knows better who began.
  public void flipRoles() {
    swapSides();
    addHistory('^');
    table.listener().flipped(this);
  }

  final void swapSides() {
    asTunnel = null;
    long high = origHigh;
    origHigh = respHigh;
    respHigh = high;
    long low = origLow;
    origLow = respLow;
    respLow = low;
    int port = origPort;
    origPort = respPort;
    respPort = port;
    long link = origLinkAddress;
    origLinkAddress = respLinkAddress;
    respLinkAddress = link;
    int label = origLabel;
    origLabel = respLabel;
    respLabel = label;
    boolean saw = sawOrig;
    sawOrig = sawResp;
    sawResp = saw;
    long count = origPackets;
    origPackets = respPackets;
    respPackets = count;
    long bytes = origIpBytes;
    origIpBytes = respIpBytes;
    respIpBytes = bytes;
  }

  final void checkFlowLabel(boolean fromOriginator, int label) {
    int known = fromOriginator ? origLabel : respLabel;
    if (known != label) {
      if (fromOriginator ? sawOrig : sawResp) {
        table.listener().flowLabelChanged(this, Side.of(fromOriginator), known, label);
      }
      if (fromOriginator) {
        origLabel = label;
      } else {
        respLabel = label;
      }
    }
    if (fromOriginator) {
      sawOrig = true;
    } else {
      sawResp = true;
    }
  }

  final void checkTunnels(@Nullable Tunnels now) {
    Tunnels known = tunnels;
    if (known == null ? now == null : now != null && known.isSame(now)) {
      return;
    }
    int max = table.options().tunnelMaxChanges;
    if (max != 0 && tunnelChanges >= max) {
      weird("tunnel_max_changes_per_connection_exceeded", Integer.toString(max), "");
      markUnanalyzed();
    } else {
      tunnelChanges++;
      table.listener().tunnelChanged(this, now);
    }
    tunnels = now == null ? null : now.copy();
  }

  /// Ends the flow when nothing comes for this long; 0 for never.
  public final void inactivityTimeout(long nanos) {
    if (nanos == inactivityNanos) {
      return;
    }
    for (int i = 0; i < timerCount; i++) {
      if (timers[i].kind == FlowTimer.Kind.INACTIVITY) {
        FlowTimer timer = timers[i];
        table.timers().cancel(timer);
        dropTimer(timer);
        break;
      }
    }
    if (nanos != 0) {
      addTimer(FlowTimer.Kind.INACTIVITY, lastNanos + nanos);
    }
    inactivityNanos = nanos;
  }

  public final long inactivityTimeout() {
    return inactivityNanos;
  }

  /// Ends the flow after this time, whatever comes.
  public final void lifetime(long nanos) {
    addTimer(FlowTimer.Kind.LIFETIME, table.networkNanos() + nanos);
  }

  final void enableStatusUpdates() {
    long interval = table.options().statusUpdateNanos;
    if (!hasStatusTimer && interval != 0) {
      hasStatusTimer = true;
      addTimer(FlowTimer.Kind.STATUS_UPDATE, table.networkNanos() + interval);
    }
  }

  final void addTimer(FlowTimer.Kind kind, long dueNanos) {
    if (!kind.ofTcp && (timersCancelled || !inTable)) {
      return;
    }
    if (timerCount == timers.length) {
      timers = Arrays.copyOf(timers, 2 * timerCount);
    }
    FlowTimer timer = table.lendTimer(kind, this);
    timers[timerCount++] = timer;
    table.timers().add(timer, dueNanos);
  }

  final void dropTimer(FlowTimer timer) {
    for (int i = 0; i < timerCount; i++) {
      if (timers[i] == timer) {
        System.arraycopy(timers, i + 1, timers, i, timerCount - i - 1);
        timerCount--;
        break;
      }
    }
    table.takeBack(timer);
  }

  /// Cancels the timers of the TCP layer, or all others, in the order in which they were added.
  final void cancelTimers(boolean ofTcp) {
    int kept = 0;
    for (int i = 0; i < timerCount; i++) {
      FlowTimer timer = timers[i];
      if (timer.kind.ofTcp == ofTcp) {
        table.timers().cancel(timer);
        table.takeBack(timer);
      } else {
        timers[kept++] = timer;
      }
    }
    timerCount = kept;
    if (!ofTcp) {
      timersCancelled = true;
    }
  }

  void timerRan(FlowTimer.Kind kind, long nowNanos) {
    switch (kind) {
      case INACTIVITY -> inactive(nowNanos);
      case STATUS_UPDATE -> {
        table.listener().statusUpdate(this);
        addTimer(kind, table.networkNanos() + table.options().statusUpdateNanos);
      }
      case LIFETIME, TCP_CLOSED -> {
        table.listener().timeout(this);
        table.remove(this);
      }
      case TCP_DELETE -> table.remove(this);
      case TCP_EXPIRE, TCP_ATTEMPT, TCP_PARTIAL_CLOSE, TCP_RESET ->
          throw new IllegalStateException("timer of a TCP connection");
    }
  }

  private void inactive(long nowNanos) {
    long from = lastNanos;
    if (lastNanos + inactivityNanos <= nowNanos) {
      if (table.listener().timingOut(this)) {
        table.listener().timeout(this);
        table.removeInactive(this);
        return;
      }
      from = nowNanos;
    }
    addTimer(FlowTimer.Kind.INACTIVITY, from + inactivityNanos);
  }

  /// The last word of the flow's analyzers.
  void done() {
    finished = true;
    cancelTimers(true);
    table.listener().done(this);
  }

  final void leaveTable() {
    inTable = false;
  }
}
