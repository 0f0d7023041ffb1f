package org.brood.worker;

import org.brood.bif.WeirdSamplingFunctions;
import org.brood.conn.ConnRecords;
import org.brood.decode.DecodeOptions;
import org.brood.decode.UidGenerator;
import org.brood.event.Events;
import org.brood.flow.FlowOptions;
import org.brood.flow.WeirdSampler;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;

/// Takes the engine's tunables from the script variables that have them.
final class Settings {
  private static final int UID_BITS = 96;

  private Settings() {}

  static DecodeOptions decode(Events events, boolean ignoreChecksums) {
    DecodeOptions o = new DecodeOptions();
    o.ignoreChecksums = ignoreChecksums || events.bool("ignore_checksums", false);
    o.fragTimeoutNanos = events.nanos("frag_timeout", o.fragTimeoutNanos);
    o.maxTimerExpires = (int) events.count("max_timer_expires", o.maxTimerExpires);
    o.maxAnalyzerDepth = (int) events.count("PacketAnalyzer::max_depth", o.maxAnalyzerDepth);
    o.maxTunnelDepth = (int) events.count("Tunnel::max_depth", o.maxTunnelDepth);
    o.skipBytes = (int) events.count("PacketAnalyzer::SKIP::skip_bytes", o.skipBytes);
    o.unknownSamplingThreshold =
        events.count("UnknownProtocol::sampling_threshold", o.unknownSamplingThreshold);
    o.unknownSamplingRate = events.count("UnknownProtocol::sampling_rate", o.unknownSamplingRate);
    o.unknownSamplingNanos =
        events.nanos("UnknownProtocol::sampling_duration", o.unknownSamplingNanos);
    o.unknownFirstBytes =
        (int) events.count("UnknownProtocol::first_bytes_count", o.unknownFirstBytes);
    if (events.global("ignore_checksums_nets") instanceof Table nets && nets.size() > 0) {
      o.ignoreChecksumsNets =
          (high, low) -> nets.longestMatch(new org.brood.script.value.Addr(high, low)) != null;
    }
    return o;
  }

  static FlowOptions flow(Events events) {
    FlowOptions o = new FlowOptions();
    o.keyOnVlans = ConnRecords.isKeyOnVlans(events);
    o.tcpSynTimeoutNanos = events.nanos("tcp_SYN_timeout", o.tcpSynTimeoutNanos);
    o.tcpSessionTimerNanos = events.nanos("tcp_session_timer", o.tcpSessionTimerNanos);
    o.tcpConnectionLingerNanos = events.nanos("tcp_connection_linger", o.tcpConnectionLingerNanos);
    o.tcpAttemptDelayNanos = events.nanos("tcp_attempt_delay", o.tcpAttemptDelayNanos);
    o.tcpCloseDelayNanos = events.nanos("tcp_close_delay", o.tcpCloseDelayNanos);
    o.tcpResetDelayNanos = events.nanos("tcp_reset_delay", o.tcpResetDelayNanos);
    o.tcpPartialCloseDelayNanos =
        events.nanos("tcp_partial_close_delay", o.tcpPartialCloseDelayNanos);
    o.tcpInactivityNanos = events.nanos("tcp_inactivity_timeout", o.tcpInactivityNanos);
    o.udpInactivityNanos = events.nanos("udp_inactivity_timeout", o.udpInactivityNanos);
    o.icmpInactivityNanos = events.nanos("icmp_inactivity_timeout", o.icmpInactivityNanos);
    o.unknownInactivityNanos =
        events.nanos("unknown_ip_inactivity_timeout", o.unknownInactivityNanos);
    o.statusUpdateNanos = events.nanos("connection_status_update_interval", o.statusUpdateNanos);
    o.partialConnectionOk = events.bool("partial_connection_ok", o.partialConnectionOk);
    o.tcpSynAckOk = events.bool("tcp_SYN_ack_ok", o.tcpSynAckOk);
    o.tcpStormThreshold = (int) events.count("tcp_storm_thresh", o.tcpStormThreshold);
    o.tcpStormInterarrivalNanos =
        events.nanos("tcp_storm_interarrival_thresh", o.tcpStormInterarrivalNanos);
    o.tcpMaxInitialWindow = events.count("tcp_max_initial_window", o.tcpMaxInitialWindow);
    o.tcpMaxAboveHoleWithoutAnyAcks =
        events.count("tcp_max_above_hole_without_any_acks", o.tcpMaxAboveHoleWithoutAnyAcks);
    o.tcpExcessiveDataWithoutFurtherAcks =
        events.count(
            "tcp_excessive_data_without_further_acks", o.tcpExcessiveDataWithoutFurtherAcks);
    o.tcpMaxOldSegments = (int) events.count("tcp_max_old_segments", o.tcpMaxOldSegments);
    o.detectFilteredTrace = events.bool("detect_filtered_trace", o.detectFilteredTrace);
    o.reportGapsForPartial = events.bool("report_gaps_for_partial", o.reportGapsForPartial);
    o.reassembleFirstPackets =
        events.bool("dpd_reassemble_first_packets", o.reassembleFirstPackets);
    o.countSizes = events.bool("use_conn_size_analyzer", o.countSizes);
    o.tunnelMaxChanges =
        (int) events.count("Tunnel::max_changes_per_connection", o.tunnelMaxChanges);
    thresholds(events, o);
    return o;
  }

  static void uids(Events events, UidGenerator uids) {
    uids.bits((int) events.count("bits_per_uid", UID_BITS));
    if (events.global("digest_salt") instanceof Str salt) {
      uids.salt(salt.bytes());
    }
  }

  static void weirds(Events events, WeirdSampler sampler) {
    sampler.threshold = events.count("Weird::sampling_threshold", sampler.threshold);
    sampler.rate = events.count("Weird::sampling_rate", sampler.rate);
    sampler.durationNanos = events.nanos("Weird::sampling_duration", sampler.durationNanos);
    if (events.global("Weird::sampling_whitelist") instanceof Table always) {
      sampler.always = WeirdSamplingFunctions.Names.of(always);
    }
    if (events.global("Weird::sampling_global_list") instanceof Table global) {
      sampler.global = WeirdSamplingFunctions.Names.of(global);
    }
  }

  /// Scripts add the ports of their protocols in `zeek_init`: read them when it has run.
  static void likelyPorts(Events events, FlowOptions o) {
    if (!(events.global("likely_server_ports") instanceof Table ports)) {
      return;
    }
    for (Object key : ports.keys()) {
      if (key instanceof Port port) {
        if (port.proto() == Port.TCP) {
          o.likelyTcpServerPorts.set(port.number());
        } else if (port.proto() == Port.UDP) {
          o.likelyUdpServerPorts.set(port.number());
        }
      }
    }
  }

  private static void thresholds(Events events, FlowOptions o) {
    Object given = events.global("ConnThreshold::generic_packet_thresholds");
    long[] sorted =
        switch (given) {
          case Table set -> java.util.Arrays.stream(set.keys()).mapToLong(k -> (Long) k).toArray();
          case Vec vec ->
              java.util.stream.LongStream.range(0, vec.size())
                  .map(i -> vec.get(i) instanceof Long n ? n : 0)
                  .toArray();
          case null, default -> new long[0];
        };
    java.util.Arrays.sort(sorted);
    o.genericPacketThresholds = sorted;
  }
}
