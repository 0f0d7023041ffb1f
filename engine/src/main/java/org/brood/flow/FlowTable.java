package org.brood.flow;

import java.util.ArrayList;
import java.util.List;
import org.brood.decode.Decoder;
import org.brood.decode.TimerQueue;
import org.brood.decode.Uid;
import org.brood.decode.UidGenerator;
import org.brood.wire.IcmpTypes;
import org.brood.wire.IpProtocol;
import org.jspecify.annotations.Nullable;

/// All flows by key: an open-addressing table with linear probing, at most half full.
///
/// It also lends the flows' timers. One thread owns it.
public final class FlowTable {
  private static final int MIN_SLOTS = 1 << 10;
  private static final int MAX_SPARE_TIMERS = 1 << 12;

  private final FlowOptions options;
  private final FlowListener listener;
  private final Decoder decoder;
  private final UidGenerator uids;
  private final FlowKey lookup;
  private final long seed0;
  private final long seed1;
  private @Nullable Flow[] slots = new Flow[MIN_SLOTS];
  private int size;
  private int peak;
  private long total;
  private long refused;
  private long endedByInactivity;
  private final int[] sizeOf = new int[Transport.values().length];
  private final int[] peakOf = new int[Transport.values().length];
  private final long[] totalOf = new long[Transport.values().length];
  private @Nullable FlowTimer spareTimer;
  private int spareTimers;
  private final TcpAnalyzer tcp;

  /// Makes the table and the transport analyzers, which it adds to the decoder.
  ///
  /// @param contents makes what puts TCP streams in order
  public FlowTable(
      Decoder decoder, FlowOptions options, FlowListener listener, TcpContents.Factory contents) {
    this.decoder = decoder;
    this.options = options;
    this.listener = listener;
    this.uids = decoder.uids();
    java.security.SecureRandom random = new java.security.SecureRandom();
    seed0 = random.nextLong();
    seed1 = random.nextLong();
    lookup = new FlowKey(seed0, seed1);
    tcp = new TcpAnalyzer(this, contents);
    decoder.add(tcp);
    decoder.add(new UdpAnalyzer(this));
    decoder.add(new IcmpAnalyzer(this));
    decoder.add(new UnknownTransportAnalyzer(this));
  }

  public FlowOptions options() {
    return options;
  }

  public FlowListener listener() {
    return listener;
  }

  public Decoder decoder() {
    return decoder;
  }

  public UidGenerator uids() {
    return uids;
  }

  TimerQueue timers() {
    return decoder.timers();
  }

  long networkNanos() {
    return decoder.networkNanos();
  }

  Uid nextUid() {
    return uids.next();
  }

  TcpAnalyzer tcp() {
    return tcp;
  }

  FlowKey newKey() {
    return new FlowKey(seed0, seed1);
  }

  public int size() {
    return size;
  }

  public int size(Transport transport) {
    return sizeOf[transport.code()];
  }

  public int peak() {
    return peak;
  }

  public int peak(Transport transport) {
    return peakOf[transport.code()];
  }

  public long total() {
    return total;
  }

  public long total(Transport transport) {
    return totalOf[transport.code()];
  }

  /// How many packets began a flow for which there was no room.
  public long refused() {
    return refused;
  }

  public long endedByInactivity() {
    return endedByInactivity;
  }

  /// Whether flows of different VLANs are different flows.
  public boolean isKeyOnVlans() {
    return options.keyOnVlans;
  }

  /// The flow between these endpoints in either direction, or null.
  ///
  /// @param vlan for where flows are told apart by VLANs; -1 for none, as is `innerVlan`
  public @Nullable Flow find(
      long origHigh,
      long origLow,
      int origPort,
      long respHigh,
      long respLow,
      int respPort,
      int protocol,
      long vlan,
      long innerVlan) {
    boolean oneWay =
        switch (protocol) {
          case IpProtocol.ICMP -> IcmpTypes.counterpart4(origPort) < 0;
          case IpProtocol.ICMPV6 -> IcmpTypes.counterpart6(origPort) < 0;
          default -> false;
        };
    lookup.context = options.keyOnVlans ? FlowKey.context(vlan, innerVlan) : 0;
    lookup.set(origHigh, origLow, origPort, respHigh, respLow, respPort, protocol, oneWay);
    return find(lookup);
  }

  @Nullable Flow find(FlowKey key) {
    int mask = slots.length - 1;
    for (int i = key.hash & mask; ; i = i + 1 & mask) {
      Flow flow = slots[i];
      if (flow == null || key.isOf(flow)) {
        return flow;
      }
    }
  }

  /// Whether one more flow may be made; counts when not.
  boolean hasRoom() {
    if (size < options.maxFlows) {
      return true;
    }
    refused++;
    return false;
  }

  void insert(Flow flow) {
    if (2 * size >= slots.length) {
      grow();
    }
    put(flow);
    size++;
    total++;
    peak = Math.max(peak, size);
    int transport = flow.transport().code();
    totalOf[transport]++;
    peakOf[transport] = Math.max(peakOf[transport], ++sizeOf[transport]);
  }

  private void put(Flow flow) {
    int mask = slots.length - 1;
    int i = flow.hash & mask;
    while (slots[i] != null) {
      i = i + 1 & mask;
    }
    slots[i] = flow;
  }

  private void grow() {
    @Nullable Flow[] old = slots;
    slots = new Flow[2 * old.length];
    for (Flow flow : old) {
      if (flow != null) {
        put(flow);
      }
    }
  }

  /// Ends a flow: its timers, its analyzers, its place in the table.
  public void remove(Flow flow) {
    if (!flow.isInTable()) {
      return;
    }
    flow.timers().cancelOthers();
    flow.done();
    listener.stateRemove(flow);
    erase(flow);
    flow.leaveTable();
  }

  void removeInactive(Flow flow) {
    remove(flow);
    endedByInactivity++;
  }

  private void erase(Flow flow) {
    int mask = slots.length - 1;
    int i = flow.hash & mask;
    while (true) {
      Flow at = slots[i];
      if (at == null) {
        return;
      }
      if (isIdentical(at, flow)) {
        break;
      }
      i = (i + 1) & mask;
    }
    int hole = i;
    for (int j = i + 1 & mask; ; j = j + 1 & mask) {
      Flow next = slots[j];
      if (next == null) {
        break;
      }
      if ((j - (next.hash & mask) & mask) >= (j - hole & mask)) {
        slots[hole] = next;
        hole = j;
      }
    }
    slots[hole] = null;
    size--;
    sizeOf[flow.transport().code()]--;
  }

  /// Two flows may have the same key, one of which has left the table.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isIdentical(Flow a, Flow b) {
    return a == b;
  }

  /// Ends all flows that are left, in the order of their keys; they stay findable meanwhile.
  public void finish() {
    List<Flow> left = new ArrayList<>(size);
    for (Flow flow : slots) {
      if (flow != null) {
        left.add(flow);
      }
    }
    left.sort(FlowKey::compare);
    for (Flow flow : left) {
      flow.done();
      listener.stateRemove(flow);
    }
  }

  FlowTimer lendTimer(FlowTimer.Kind kind, Flow flow) {
    FlowTimer timer = spareTimer;
    if (timer == null) {
      timer = new FlowTimer();
    } else {
      spareTimers--;
      spareTimer = timer.next;
      timer.next = null;
    }
    timer.kind = kind;
    timer.flow = flow;
    return timer;
  }

  void takeBack(FlowTimer timer) {
    timer.flow = null;
    if (spareTimers < MAX_SPARE_TIMERS) {
      spareTimers++;
      timer.next = spareTimer;
      spareTimer = timer;
    }
  }
}
