package org.brood.flow;

import java.util.BitSet;

/// What can be set about flows, with Zeek's names and defaults. The script layer sets fields before
/// the first packet. Times are nanoseconds; 0 switches a timeout off.
public final class FlowOptions {
  private static final long SECOND = 1_000_000_000L;

  /// `tcp_SYN_timeout`: when the fate of a first SYN is looked at.
  public long tcpSynTimeoutNanos = 5 * SECOND;

  /// `tcp_session_timer`: how often a closed connection is looked at again.
  public long tcpSessionTimerNanos = 6 * SECOND;

  /// `tcp_connection_linger`: how long a closed connection must be silent.
  public long tcpConnectionLingerNanos = 5 * SECOND;

  /// `tcp_attempt_delay`: how long an initial SYN waits for an answer.
  public long tcpAttemptDelayNanos = 5 * SECOND;

  /// `tcp_close_delay`: how long state is kept after a normal close.
  public long tcpCloseDelayNanos = 5 * SECOND;

  /// `tcp_reset_delay`: how long state is kept after a reset.
  public long tcpResetDelayNanos = 5 * SECOND;

  /// `tcp_partial_close_delay`.
  public long tcpPartialCloseDelayNanos = 3 * SECOND;

  /// `tcp_inactivity_timeout`.
  public long tcpInactivityNanos = 300 * SECOND;

  /// `udp_inactivity_timeout`, also that of TCP connections in their handshake.
  public long udpInactivityNanos = 60 * SECOND;

  /// `icmp_inactivity_timeout`.
  public long icmpInactivityNanos = 60 * SECOND;

  /// `unknown_ip_inactivity_timeout`.
  public long unknownInactivityNanos = 60 * SECOND;

  /// `connection_status_update_interval`; 0 for none.
  public long statusUpdateNanos;

  /// `partial_connection_ok`: connections whose beginning was missed count.
  public boolean partialConnectionOk = true;

  /// `tcp_SYN_ack_ok`: a SYN-ACK without SYN makes a connection.
  public boolean tcpSynAckOk = true;

  /// `tcp_storm_thresh`: so many FINs or RSTs are a storm …
  public int tcpStormThreshold = 1_000;

  /// `tcp_storm_interarrival_thresh`: … when they come this fast.
  public long tcpStormInterarrivalNanos = SECOND;

  /// `tcp_max_initial_window`: more than this without an ACK, and the peer's ACKs are not seen.
  public long tcpMaxInitialWindow = 16_384;

  /// `tcp_max_above_hole_without_any_acks`.
  public long tcpMaxAboveHoleWithoutAnyAcks = 16_384;

  /// `tcp_excessive_data_without_further_acks`.
  public long tcpExcessiveDataWithoutFurtherAcks = 10L << 20;

  /// `tcp_max_old_segments`: how many acknowledged segments are kept to compare retransmissions
  /// with.
  public int tcpMaxOldSegments;

  /// How many segments one side may have waiting, however small they are.
  public int tcpMaxWaitingSegments = 32_768;

  /// How many bytes segments may take in all.
  public long maxStreamBytes = 1L << 30;

  /// `detect_filtered_trace`: a trace of SYN, FIN and RST only has no gaps.
  public boolean detectFilteredTrace;

  /// `report_gaps_for_partial`.
  public boolean reportGapsForPartial;

  /// `dpd_reassemble_first_packets`: streams are put in order even if nobody is known to want them.
  public boolean reassembleFirstPackets = true;

  /// `use_conn_size_analyzer`: packets and IP bytes are counted.
  public boolean countSizes = true;

  /// `ConnThreshold::generic_packet_thresholds`, ascending.
  public long[] genericPacketThresholds = {};

  /// `Tunnel::max_changes_per_connection`; 0 for no limit.
  public int tunnelMaxChanges = 5;

  /// `Tunnel::validate_vxlan_checksums`.
  public boolean validateVxlanChecksums = true;

  /// `PacketAnalyzer::VXLAN::vxlan_ports`.
  public final BitSet vxlanPorts = new BitSet(65_536);

  /// The TCP ports of `likely_server_ports`.
  public final BitSet likelyTcpServerPorts = new BitSet(65_536);

  /// The UDP ports of `likely_server_ports`.
  public final BitSet likelyUdpServerPorts = new BitSet(65_536);

  /// Whether flows of different VLANs are different flows.
  public boolean keyOnVlans;

  /// How many flows there may be; packets of one more are counted and dropped. A flow takes about
  /// one KiB, without what scripts and analyzers hang on it.
  public int maxFlows = 1_000_000;

  /// How long a flow's history may get.
  public int maxHistory = 4_096;

  /// A set of options with the defaults.
  public FlowOptions() {
    vxlanPorts.set(4789);
  }
}
