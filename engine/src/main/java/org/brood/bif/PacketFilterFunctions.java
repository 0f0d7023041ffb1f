package org.brood.bif;

import org.brood.decode.Decoder;
import org.brood.decode.PacketFilter;
import org.brood.decode.PacketFilter.End;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Addr;
import org.brood.script.value.Subnet;

/// Packets that scripts let drop, by address or network.
@Natives
public final class PacketFilterFunctions {
  private static final int ALL_BITS = 128;

  private PacketFilterFunctions() {}

  private static boolean install(
      Runtime rt, End end, Addr prefix, int width, long tcpFlags, double probability) {
    PacketFilter filter = rt.service(Decoder.class).filter();
    filter.add(end, prefix.high(), prefix.low(), width, tcpFlags, probability);
    return true;
  }

  private static boolean uninstall(Runtime rt, End end, Addr prefix, int width) {
    return rt.service(Decoder.class).filter().remove(end, prefix.high(), prefix.low(), width);
  }

  public static boolean install_src_addr_filter(Runtime rt, Addr ip, long tcp_flags, double prob) {
    return install(rt, End.SOURCE, ip, ALL_BITS, tcp_flags, prob);
  }

  public static boolean install_src_net_filter(
      Runtime rt, Subnet snet, long tcp_flags, double prob) {
    return install(rt, End.SOURCE, snet.prefix(), snet.width(), tcp_flags, prob);
  }

  public static boolean uninstall_src_addr_filter(Runtime rt, Addr ip) {
    return uninstall(rt, End.SOURCE, ip, ALL_BITS);
  }

  public static boolean uninstall_src_net_filter(Runtime rt, Subnet snet) {
    return uninstall(rt, End.SOURCE, snet.prefix(), snet.width());
  }

  public static boolean install_dst_addr_filter(Runtime rt, Addr ip, long tcp_flags, double prob) {
    return install(rt, End.DESTINATION, ip, ALL_BITS, tcp_flags, prob);
  }

  public static boolean install_dst_net_filter(
      Runtime rt, Subnet snet, long tcp_flags, double prob) {
    return install(rt, End.DESTINATION, snet.prefix(), snet.width(), tcp_flags, prob);
  }

  public static boolean uninstall_dst_addr_filter(Runtime rt, Addr ip) {
    return uninstall(rt, End.DESTINATION, ip, ALL_BITS);
  }

  public static boolean uninstall_dst_net_filter(Runtime rt, Subnet snet) {
    return uninstall(rt, End.DESTINATION, snet.prefix(), snet.width());
  }
}
