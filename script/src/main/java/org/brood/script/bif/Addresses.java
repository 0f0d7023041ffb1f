package org.brood.script.bif;

import java.util.List;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Addresses, networks and ports.
@Natives
public final class Addresses {
  private static final Addr NOWHERE = new Addr(0, 0);

  private Addresses() {}

  public static boolean is_v4_addr(Addr a) {
    return a.isV4();
  }

  public static boolean is_v6_addr(Addr a) {
    return a.isV6();
  }

  public static boolean is_v4_subnet(Subnet s) {
    return s.isV4();
  }

  public static boolean is_v6_subnet(Subnet s) {
    return !s.isV4();
  }

  public static boolean is_tcp_port(Port p) {
    return p.proto() == Port.TCP;
  }

  public static boolean is_udp_port(Port p) {
    return p.proto() == Port.UDP;
  }

  public static boolean is_icmp_port(Port p) {
    return p.proto() == Port.ICMP;
  }

  private static EnumType.Item proto(Runtime rt, int number) {
    EnumType type = rt.info().enumeration("transport_proto");
    EnumType.Item item = type == null ? null : type.item((long) number);
    if (item == null) {
      throw rt.error("no such protocol");
    }
    return item;
  }

  public static EnumType.Item get_port_transport_proto(Runtime rt, Port p) {
    return proto(rt, p.proto());
  }

  public static EnumType.Item get_conn_transport_proto(Runtime rt, Record id) {
    return proto(rt, id.get("resp_p") instanceof Port p ? p.proto() : 0);
  }

  public static Addr to_addr(Runtime rt, Str s) {
    Addr found = parse(s.toString());
    if (found == null) {
      rt.complain("failed converting string to IP address", s);
      return NOWHERE;
    }
    return found;
  }

  private static @Nullable Addr parse(String text) {
    boolean brackets = text.startsWith("[") && text.endsWith("]");
    return Addr.parse(brackets ? text.substring(1, text.length() - 1) : text);
  }

  public static boolean is_valid_ip(Str s) {
    return parse(s.toString()) != null;
  }

  private static @Nullable Subnet parseSubnet(String text) {
    int slash = text.lastIndexOf('/');
    Addr addr = slash < 0 ? null : parse(text.substring(0, slash));
    if (addr == null) {
      return null;
    }
    String width = text.substring(slash + 1);
    boolean mapped = addr.isV4() && text.indexOf(':') >= 0;
    return mapped ? mappedSubnet(addr, width) : Subnet.ofWritten(addr, width);
  }

  /// An IPv4 network that is written as one of IPv6, with a length of at most 128.
  private static @Nullable Subnet mappedSubnet(Addr addr, String width) {
    try {
      int bits = Integer.parseInt(width);
      return bits >= 0 && bits <= 128 ? Subnet.of(addr, bits) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public static boolean is_valid_subnet(Str s) {
    String text = s.toString();
    return !text.startsWith("[") && parseSubnet(text) != null;
  }

  public static Subnet to_subnet(Runtime rt, Str s) {
    Subnet found = parseSubnet(s.toString());
    if (found == null) {
      rt.complain("failed converting string to IP prefix", s);
      return Subnet.of(NOWHERE, 0);
    }
    return found;
  }

  public static Subnet addr_to_subnet(Addr a) {
    return Subnet.of(a, 128);
  }

  public static Addr subnet_to_addr(Subnet s) {
    return s.prefix();
  }

  public static long subnet_width(Subnet s) {
    return s.writtenWidth();
  }

  public static Subnet mask_addr(Addr a, long bits) {
    return Subnet.of(a, (int) Math.min(128, a.isV4() ? bits + 96 : bits));
  }

  public static Addr remask_addr(Addr a, Addr b, long bits) {
    Addr head = a.masked((int) Math.min(bits, 128));
    Addr cut = b.masked((int) Math.min(bits, 128));
    return new Addr(head.high() | b.high() & ~cut.high(), head.low() | b.low() & ~cut.low());
  }

  public static Addr count_to_v4_addr(Runtime rt, long ip) {
    if (ip < 0 || ip > 0xffff_ffffL) {
      rt.complain("conversion of non-IPv4 count to addr", ip);
      return Addr.v4(0);
    }
    return Addr.v4((int) ip);
  }

  public static Addr raw_bytes_to_v4_addr(Str b) {
    return b.length() < 4 ? Addr.v4(0) : Addr.of(b.sub(0, 4).bytes());
  }

  public static Addr raw_bytes_to_v6_addr(Str b) {
    return b.length() < 16 ? NOWHERE : Addr.of(b.sub(0, 16).bytes());
  }

  public static Vec addr_to_counts(Addr a) {
    Vec vec = new Vec(new VectorType(Basic.COUNT));
    if (a.isV4()) {
      vec.add(a.low() & 0xffff_ffffL);
    } else {
      vec.add(a.high() >>> 32);
      vec.add(a.high() & 0xffff_ffffL);
      vec.add(a.low() >>> 32);
      vec.add(a.low() & 0xffff_ffffL);
    }
    return vec;
  }

  public static Addr counts_to_addr(Runtime rt, Vec v) {
    if (v.size() == 1) {
      return Addr.v4((int) part(v, 0));
    }
    if (v.size() == 4) {
      return new Addr(part(v, 0) << 32 | part(v, 1), part(v, 2) << 32 | part(v, 3));
    }
    rt.complain("invalid vector size", v);
    return NOWHERE;
  }

  private static long part(Vec v, int index) {
    return v.get(index) instanceof Long n ? n & 0xffff_ffffL : 0;
  }

  public static Vec routing0_data_to_addrs(Runtime rt, Str s) {
    Vec vec = new Vec(new VectorType(Basic.ADDR));
    if (s.length() > 4 && (s.length() - 4) % 16 == 0) {
      for (int at = 4; at < s.length(); at += 16) {
        vec.add(Addr.of(s.sub(at, at + 16).bytes()));
      }
    } else {
      rt.note(Level.WARNING, "Bad ip6_routing data length: " + s.length());
    }
    return vec;
  }

  public static Str addr_to_ptr_name(Addr a) {
    byte[] bytes = a.toBytes();
    StringBuilder name = new StringBuilder();
    for (int i = bytes.length - 1; i >= 0; i--) {
      int b = bytes[i] & 0xff;
      if (a.isV4()) {
        name.append(b).append('.');
      } else {
        name.append(Integer.toHexString(b & 15)).append('.');
        name.append(Integer.toHexString(b >> 4)).append('.');
      }
    }
    return Str.of(name.append(a.isV4() ? "in-addr.arpa" : "ip6.arpa").toString());
  }

  public static Addr ptr_name_to_addr(Runtime rt, Str s) {
    String name = s.toString();
    if (name.endsWith(".in-addr.arpa")) {
      List<String> parts = List.of(name.replace(".in-addr.arpa", "").split("\\.", -1)).reversed();
      Addr found = Addr.parse(String.join(".", parts));
      if (found != null) {
        return found;
      }
    } else if (name.endsWith(".ip6.arpa")) {
      String digits =
          new StringBuilder(name.replace(".ip6.arpa", "").replace(".", "")).reverse().toString();
      if (digits.length() == 32 && digits.chars().allMatch(java.util.HexFormat::isHexDigit)) {
        return Addr.of(java.util.HexFormat.of().parseHex(digits));
      }
    }
    rt.complain("bad PTR name", s);
    return NOWHERE;
  }

  private static @Nullable Table subnetTable(Runtime rt, Object t, String function) {
    if (t instanceof Table table
        && table.type().index().size() == 1
        && table.type().index().getFirst() == Basic.SUBNET) {
      return table;
    }
    rt.note(Level.ERROR, function + " needs to be called on a set[subnet]/table[subnet].");
    return null;
  }

  @MayMiss
  public static @Nullable Vec matching_subnets(Runtime rt, Subnet search, Object t) {
    Table table = subnetTable(rt, t, "matching_subnets");
    if (table == null) {
      return null;
    }
    Vec found = new Vec(new VectorType(Basic.SUBNET));
    for (int width = search.width(); width >= 0; width--) {
      Subnet wider = Subnet.of(search.prefix(), width);
      if (table.contains(wider)) {
        found.add(wider);
      }
    }
    return found;
  }

  @MayMiss
  public static @Nullable Object filter_subnet_table(Runtime rt, Subnet search, Object t) {
    Table table = subnetTable(rt, t, "filter_subnet_table");
    if (table == null) {
      return null;
    }
    Table found = new Table(table.type());
    for (int width = search.width(); width >= 0; width--) {
      Subnet wider = Subnet.of(search.prefix(), width);
      Object value = table.get(wider);
      if (value != null) {
        found.put(wider, value);
      }
    }
    return found;
  }

  @MayMiss
  public static @Nullable Boolean check_subnet(Runtime rt, Subnet search, Object t) {
    Table table = subnetTable(rt, t, "check_subnet");
    return table == null ? null : (Boolean) table.contains(search);
  }
}
