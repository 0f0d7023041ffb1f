package org.brood.bif;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Addr;
import org.brood.script.value.Digests;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// The Community ID flow hash, version 1: the same for both directions of a flow, in any tool.
@Natives
public final class CommunityId {
  /// ICMP types and the type that answers each, for IPv4 and IPv6: such flows have two sides.
  private static final int[][] ICMP4 = {
    {8, 0}, {0, 8}, {13, 14}, {14, 13}, {15, 16}, {16, 15}, {10, 9}, {9, 10}, {17, 18}, {18, 17}
  };

  private static final int[][] ICMP6 = {
    {128, 129},
    {129, 128},
    {133, 134},
    {134, 133},
    {135, 136},
    {136, 135},
    {130, 131},
    {131, 130},
    {144, 145},
    {145, 144},
    {139, 140},
    {140, 139}
  };

  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMPV6 = 58;
  private static final int SCTP = 132;

  /// `proto` of a `conn_id` that says nothing.
  private static final int NO_PROTOCOL = 65_535;

  private CommunityId() {}

  public static Str community_id_v1(Runtime rt, Record cid, long seed, boolean base64) {
    Addr origHost = (Addr) java.util.Objects.requireNonNull(cid.get("orig_h"));
    Addr respHost = (Addr) java.util.Objects.requireNonNull(cid.get("resp_h"));
    Port origPort = (Port) java.util.Objects.requireNonNull(cid.get("orig_p"));
    Port respPort = (Port) java.util.Objects.requireNonNull(cid.get("resp_p"));
    int proto =
        switch (origPort.proto()) {
          case Port.TCP -> TCP;
          case Port.UDP -> UDP;
          case Port.ICMP -> origHost.isV4() ? ICMP : ICMPV6;
          default -> cid.get("proto") instanceof Long number ? number.intValue() : NO_PROTOCOL;
        };
    if (proto == NO_PROTOCOL) {
      rt.report(Level.ERROR, "CommunityID: unknown transport layer");
      return Str.EMPTY;
    }
    boolean known = origPort.proto() != Port.UNKNOWN;
    int sport = origPort.number();
    int dport = respPort.number();
    boolean oneWay =
        origPort.proto() == Port.ICMP && answer(sport, origHost.isV4() ? ICMP4 : ICMP6) < 0;
    byte[] source = origHost.toBytes();
    byte[] target = respHost.toBytes();
    boolean straight = oneWay || isFirst(source, sport, target, dport);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    two(bytes, (int) seed);
    bytes.writeBytes(straight ? source : target);
    bytes.writeBytes(straight ? target : source);
    bytes.write(proto);
    bytes.write(0);
    if (known || proto == SCTP) {
      two(bytes, straight ? sport : dport);
      two(bytes, straight ? dport : sport);
    }
    byte[] digest = Digests.of("SHA-1", bytes.toByteArray());
    String text =
        base64 ? Base64.getEncoder().encodeToString(digest) : HexFormat.of().formatHex(digest);
    return Str.of("1:" + text);
  }

  /// Which end point comes first. Ports of the same address are compared as Zeek does it, with
  /// their bytes swapped.
  private static boolean isFirst(byte[] source, int sport, byte[] target, int dport) {
    int order = Arrays.compareUnsigned(source, target);
    return order < 0
        || order == 0
            && Short.toUnsignedInt(Short.reverseBytes((short) sport))
                < Short.toUnsignedInt(Short.reverseBytes((short) dport));
  }

  private static int answer(int type, int[][] pairs) {
    for (int[] pair : pairs) {
      if (pair[0] == type) {
        return pair[1];
      }
    }
    return -1;
  }

  private static void two(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
