package org.brood.flow;

import org.brood.decode.Encapsulation;
import org.brood.decode.Packet;
import org.brood.decode.Tunnels;
import org.jspecify.annotations.Nullable;

/// What only some flows have: VLANs, flow labels of IPv6, tunnels, thresholds. A flow that is
/// silent costs its memory for as long as it lives, so these stand apart.
final class FlowExtras {
  /// The extras of a flow that has none; never changed.
  static final FlowExtras NONE = new FlowExtras();

  /// What tells flows apart that have the same endpoints, as in [FlowKey#context].
  final long keyContext;

  final int vlan;
  final int innerVlan;
  final int pppoeSession;
  int origLabel;
  int respLabel;
  @Nullable Tunnels tunnels;
  @Nullable Encapsulation asTunnel;
  AnalyzerStates states = AnalyzerStates.NONE;
  int tunnelBits;
  int tunnelChanges;
  @Nullable FlowThresholds thresholds;
  @Nullable WeirdCounts weirdCounts;

  FlowExtras() {
    keyContext = 0;
    vlan = Packet.NO_VLAN;
    innerVlan = Packet.NO_VLAN;
    pppoeSession = Packet.NO_SESSION;
  }

  FlowExtras(FlowKey key, Packet packet) {
    keyContext = key.context;
    vlan = packet.vlan();
    innerVlan = packet.innerVlan();
    pppoeSession = packet.pppoeSession;
    origLabel = packet.ip.flowLabel();
    Tunnels around = packet.tunnels;
    tunnels = around;
    if (around != null) {
      around.keep();
    }
  }

  /// Whether a flow that begins with this packet needs any.
  static boolean isNeeded(FlowKey key, Packet packet) {
    return key.context != 0
        || packet.vlan() != Packet.NO_VLAN
        || packet.innerVlan() != Packet.NO_VLAN
        || packet.pppoeSession != Packet.NO_SESSION
        || packet.ip.flowLabel() != 0
        || packet.tunnels != null;
  }

  /// Whether these are [#NONE].
  @SuppressWarnings("ReferenceEquality")
  boolean isShared() {
    return this == NONE;
  }

  void swapSides() {
    asTunnel = null;
    int label = origLabel;
    origLabel = respLabel;
    respLabel = label;
  }
}
