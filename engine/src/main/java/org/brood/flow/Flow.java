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
public abstract class Flow implements Session {
  /// Bits of what the history has already.
  private static final int UNANALYZED = 0x400;

  private static final byte[] NO_LETTERS = {};

  private final TransportAnalyzer analyzer;
  private final byte protocol;

  /// Whether the key has the responder first.
  private boolean responderFirst;

  final int hash;

  private long origHigh;
  private long origLow;
  private long respHigh;
  private long respLow;
  private char origPort;
  private char respPort;
  private final long startNanos;
  long lastNanos;

  private boolean sawOrig = true;
  private boolean sawResp;
  private long origLinkAddress;
  private long respLinkAddress;
  private FlowExtras extras = FlowExtras.NONE;

  /// The first letters of the history, the first one lowest; then all others.
  private long firstLetters;

  private byte[] laterLetters = NO_LETTERS;
  private short historyLength;
  int historySeen;

  private long origPackets;
  private long respPackets;
  private long origIpBytes;
  private long respIpBytes;

  private @Nullable Uid uid;
  private @Nullable Object attachment;
  private boolean hadWeird;
  private boolean skipping;
  private boolean finished;
  private boolean inTable = true;
  private final FlowTimers timers = new FlowTimers(this);

  Flow(TransportAnalyzer analyzer, FlowKey key, Packet packet) {
    this.analyzer = analyzer;
    this.protocol = (byte) key.protocol;
    responderFirst = key.destinationFirst;
    hash = key.hash;
    origHigh = key.srcHigh;
    origLow = key.srcLow;
    respHigh = key.dstHigh;
    respLow = key.dstLow;
    origPort = (char) key.srcPort;
    respPort = (char) key.dstPort;
    startNanos = packet.nanos;
    lastNanos = packet.nanos;
    origLinkAddress = Math.max(packet.linkSource, 0);
    respLinkAddress = Math.max(packet.linkDestination, 0);
    if (FlowExtras.isNeeded(key, packet)) {
      extras = new FlowExtras(key, packet);
    }
  }

  public final Transport transport() {
    return analyzer.transport();
  }

  /// The protocol number of the IP header.
  public final int protocol() {
    return Byte.toUnsignedInt(protocol);
  }

  /// The upper half of the address that comes first in the key.
  final long firstHigh() {
    return responderFirst ? respHigh : origHigh;
  }

  final long firstLow() {
    return responderFirst ? respLow : origLow;
  }

  final long secondHigh() {
    return responderFirst ? origHigh : respHigh;
  }

  final long secondLow() {
    return responderFirst ? origLow : respLow;
  }

  /// Ports and protocol as the key has them.
  final long keyPorts() {
    return responderFirst
        ? FlowKey.ports(respPort, origPort, protocol())
        : FlowKey.ports(origPort, respPort, protocol());
  }

  final long keyContext() {
    return extras.keyContext;
  }

  private FlowExtras ownExtras() {
    if (extras.isShared()) {
      extras = new FlowExtras();
    }
    return extras;
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
  public abstract long size(Side side);

  /// The state of this side as Zeek numbers it: 0 inactive, 1 active; for TCP see [TcpState].
  public abstract int state(Side side);

  public final long packets(Side side) {
    return side.isOriginator() ? origPackets : respPackets;
  }

  /// Bytes of IP packets, by their headers' total length.
  public final long ipBytes(Side side) {
    return side.isOriginator() ? origIpBytes : respIpBytes;
  }

  public final int flowLabel(Side side) {
    return side.isOriginator() ? extras.origLabel : extras.respLabel;
  }

  /// The link-layer address, 48 bits, or 0.
  public final long linkAddress(Side side) {
    return side.isOriginator() ? origLinkAddress : respLinkAddress;
  }

  /// The VLAN, or -1.
  public final int vlan() {
    return extras.vlan;
  }

  public final int innerVlan() {
    return extras.innerVlan;
  }

  /// The PPPoE session, or -1.
  public final int pppoeSession() {
    return extras.pppoeSession;
  }

  /// The tunnels that the flow comes through, or null.
  public final @Nullable Tunnels tunnels() {
    return extras.tunnels;
  }

  @Override
  public final Encapsulation asTunnel(TunnelType type) {
    Encapsulation known = extras.asTunnel;
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
              transport().code(),
              protocol(),
              uid());
      ownExtras().asTunnel = known;
    }
    return known;
  }

  @Override
  public final State state(PacketAnalyzer of) {
    return extras.states.of(of);
  }

  @Override
  public final void state(PacketAnalyzer of, State state) {
    FlowExtras own = ownExtras();
    if (own.states.isShared()) {
      own.states = new AnalyzerStates();
    }
    own.states.set(of, state);
  }

  @Override
  public final int tunnelBits() {
    return extras.tunnelBits;
  }

  @Override
  public final void tunnelBits(int bits) {
    ownExtras().tunnelBits = bits;
  }

  @Override
  public final Uid uid() {
    Uid known = uid;
    if (known == null) {
      known = table().nextUid();
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
    StringBuilder letters = new StringBuilder(historyLength);
    for (int i = 0; i < historyLength; i++) {
      letters.append((char) historyAt(i));
    }
    return letters.toString();
  }

  public final int historyLength() {
    return historyLength;
  }

  public final byte historyAt(int index) {
    return index < Long.BYTES
        ? (byte) (firstLetters >>> index * Byte.SIZE)
        : laterLetters[index - Long.BYTES];
  }

  /// Whether a weird was raised for this flow.
  public final boolean hadWeird() {
    return hadWeird;
  }

  final WeirdCounts weirdCounts() {
    WeirdCounts counts = extras.weirdCounts;
    if (counts == null) {
      counts = new WeirdCounts();
      ownExtras().weirdCounts = counts;
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

  /// When the flow ends if nobody does it before.
  public final FlowTimers timers() {
    return timers;
  }

  public final boolean isInTable() {
    return inTable;
  }

  public final FlowTable table() {
    return analyzer.table;
  }

  public final void weird(String name) {
    weird(name, "", "");
  }

  @Override
  public final void weird(String name, String detail, String source) {
    hadWeird = true;
    table().listener().weird(this, name, detail, source);
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
    int at = historyLength;
    if (at < Long.BYTES) {
      firstLetters |= (letter & 0xffL) << at * Byte.SIZE;
    } else {
      int later = at - Long.BYTES;
      if (later == laterLetters.length) {
        if (at >= table().options().maxHistory) {
          return;
        }
        laterLetters = Arrays.copyOf(laterLetters, 2 * at - Long.BYTES);
      }
      laterLetters[later] = (byte) letter;
    }
    historyLength++;
  }

  /// Whether a count is the first, tenth, hundredth …: a history grows by the logarithm of what
  /// repeats.
  static boolean isPowerOfTen(int count) {
    int power = 1;
    while (power < count && power <= Integer.MAX_VALUE / 10) {
      power *= 10;
    }
    return power == count;
  }

  final boolean isHistory(char only) {
    return historyLength == 1 && historyAt(0) == only;
  }

  final void replaceHistory(char first, char second) {
    firstLetters = first | (long) second << Byte.SIZE;
    historyLength = 2;
  }

  /// Counts a packet for the sizes of the connection.
  final void count(boolean fromOriginator, int ipLength) {
    if (!table().options().countSizes) {
      return;
    }
    if (fromOriginator) {
      origPackets++;
      origIpBytes += ipLength;
    } else {
      respPackets++;
      respIpBytes += ipLength;
    }
    FlowThresholds limits = extras.thresholds;
    if (limits != null) {
      limits.check(this, Side.of(fromOriginator));
    }
  }

  /// The thresholds of this flow, made when first asked for.
  public final FlowThresholds thresholds() {
    FlowThresholds limits = extras.thresholds;
    if (limits == null) {
      limits = new FlowThresholds(table().options().genericPacketThresholds);
      ownExtras().thresholds = limits;
    }
    return limits;
  }

  /// Lets the sides change places: whoever knows the protocol knows better who began.
  public void flipRoles() {
    swapSides();
    addHistory('^');
    table().listener().flipped(this);
  }

  final void swapSides() {
    if (!extras.isShared()) {
      extras.swapSides();
    }
    responderFirst = !responderFirst;
    long high = origHigh;
    origHigh = respHigh;
    respHigh = high;
    long low = origLow;
    origLow = respLow;
    respLow = low;
    char port = origPort;
    origPort = respPort;
    respPort = port;
    long link = origLinkAddress;
    origLinkAddress = respLinkAddress;
    respLinkAddress = link;
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
    int known = fromOriginator ? extras.origLabel : extras.respLabel;
    if (known != label) {
      if (fromOriginator) {
        ownExtras().origLabel = label;
      } else {
        ownExtras().respLabel = label;
      }
      if (fromOriginator ? sawOrig : sawResp) {
        table().listener().flowLabelChanged(this, Side.of(fromOriginator), known, label);
      }
    }
    if (fromOriginator) {
      sawOrig = true;
    } else {
      sawResp = true;
    }
  }

  final void checkTunnels(@Nullable Tunnels now) {
    Tunnels known = extras.tunnels;
    if (known == null ? now == null : now != null && known.isSame(now)) {
      return;
    }
    int max = table().options().tunnelMaxChanges;
    FlowExtras own = ownExtras();
    if (max != 0 && own.tunnelChanges >= max) {
      weird("tunnel_max_changes_per_connection_exceeded", Integer.toString(max), "");
      markUnanalyzed();
    } else {
      own.tunnelChanges++;
      table().listener().tunnelChanged(this, now);
    }
    own.tunnels = now == null ? null : now.copy();
  }

  void timerRan(FlowTimer.Kind kind, long nowNanos) {
    switch (kind) {
      case INACTIVITY -> inactive(nowNanos);
      case STATUS_UPDATE -> {
        table().listener().statusUpdate(this);
        timers.add(kind, table().networkNanos() + table().options().statusUpdateNanos);
      }
      case LIFETIME, TCP_CLOSED -> {
        table().listener().timeout(this);
        table().remove(this);
      }
      case TCP_DELETE -> table().remove(this);
      case TCP_EXPIRE, TCP_ATTEMPT, TCP_PARTIAL_CLOSE, TCP_RESET ->
          throw new IllegalStateException("timer of a TCP connection");
    }
  }

  private void inactive(long nowNanos) {
    long from = lastNanos;
    long inactivityNanos = timers.inactivityNanos();
    if (lastNanos + inactivityNanos <= nowNanos) {
      if (table().listener().timingOut(this)) {
        table().listener().timeout(this);
        table().removeInactive(this);
        return;
      }
      from = nowNanos;
    }
    timers.add(FlowTimer.Kind.INACTIVITY, from + inactivityNanos);
  }

  /// The last word of the flow's analyzers.
  void done() {
    finished = true;
    timers.cancelOfTcp();
    table().listener().done(this);
  }

  final void leaveTable() {
    inTable = false;
  }
}
