package org.brood.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.event.Events;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Func;
import org.brood.script.value.Str;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.brood.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// Asks scripts which packets are not to be analysed: `discarder_check_ip` for each one, then one
/// for its protocol. Fragments are not asked about by protocol.
final class Discarder {
  private static final int UDP_HEADER = 8;
  private static final int ICMP_HEADER = 28;
  private static final long SHOWN = 128;

  private final Runtime rt;
  private final PacketRecords records;
  private final TcpHeader tcpHeader = new TcpHeader();
  private final @Nullable Func ip;
  private final @Nullable Func tcp;
  private final @Nullable Func udp;
  private final @Nullable Func icmp;
  private final long shown;

  Discarder(Runtime rt, Events events, PacketRecords records) {
    this.rt = rt;
    this.records = records;
    ip = function(rt, "discarder_check_ip");
    tcp = function(rt, "discarder_check_tcp");
    udp = function(rt, "discarder_check_udp");
    icmp = function(rt, "discarder_check_icmp");
    shown = events.count("discarder_maxlen", SHOWN);
  }

  private static @Nullable Func function(Runtime rt, String name) {
    ProgramInfo info = rt.info();
    int number = info.function(name);
    if (number >= 0 && !info.functions().get(number).handlers().isEmpty()) {
      return rt.program().function(number);
    }
    int variable = info.global(name);
    return variable >= 0 && rt.program().global(variable) instanceof Func set ? set : null;
  }

  /// Whether there is anybody to ask.
  boolean isNeeded() {
    return ip != null || tcp != null || udp != null || icmp != null;
  }

  /// Whether scripts want this packet to be left out.
  boolean discards(IpHeader header) {
    if (ip != null && says(ip, header, null)) {
      return true;
    }
    int length = header.payloadLength();
    boolean whole = header.available() >= (long) header.headerLength() + length;
    if (!whole || header.isFragment()) {
      return false;
    }
    return switch (header.protocol()) {
      case IpProtocol.TCP -> tcp != null && length >= TcpHeader.MIN_LENGTH && tcp(tcp, header);
      case IpProtocol.UDP ->
          udp != null && length >= UDP_HEADER && says(udp, header, data(header, UDP_HEADER));
      case IpProtocol.ICMP -> icmp != null && length >= ICMP_HEADER && says(icmp, header, null);
      default -> false;
    };
  }

  private boolean tcp(Func asked, IpHeader header) {
    tcpHeader.wrap(header.segment(), header.payload());
    return says(asked, header, data(header, tcpHeader.headerLength()));
  }

  private boolean says(Func asked, IpHeader header, @Nullable Str data) {
    Object packet = records.packetHeader(header);
    Object answer =
        data == null ? rt.callReporting(asked, packet) : rt.callReporting(asked, packet, data);
    return Boolean.TRUE.equals(answer);
  }

  private Str data(IpHeader header, int headerLength) {
    long length = Math.clamp(header.payloadLength() - headerLength, 0, Math.max(0, shown));
    MemorySegment bytes = header.segment().asSlice(header.payload() + headerLength, length);
    return Str.wrap(bytes.toArray(ValueLayout.JAVA_BYTE));
  }
}
