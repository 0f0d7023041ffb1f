package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.agrona.collections.Object2ObjectHashMap;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.jspecify.annotations.Nullable;

/// What scripts let drop: packets from or to a network, with a probability.
///
/// Of all networks that hold an address the smallest counts. A filter of the source decides alone;
/// that of the destination is asked if there is none.
public final class PacketFilter {
  private static final int TCP_FLAGS = 13;
  private static final int TCP_HEADER = 20;
  private static final int ALL_BITS = 128;

  private final Networks sources = new Networks();
  private final Networks destinations = new Networks();
  private final SplittableRandom random;
  private @Nullable Predicate<IpHeader> discarder;

  PacketFilter(long seed) {
    random = new SplittableRandom(seed);
  }

  /// One of the two ends of a packet.
  public enum End {
    SOURCE,
    DESTINATION
  }

  private Networks networks(End end) {
    return end == End.SOURCE ? sources : destinations;
  }

  /// Drops packets from now on, in place of what was said before of the same network.
  ///
  /// @param width bits of the prefix, 0 to 128; an IPv4 address counts as mapped into IPv6
  /// @param tcpFlags a TCP segment that has one of these flags is kept
  /// @param probability 0 for none, 1 and more for all
  public void add(End end, long high, long low, int width, long tcpFlags, double probability) {
    networks(end).add(new Prefix().set(high, low, width), new Rule(tcpFlags, probability));
  }

  /// Drops them no more.
  ///
  /// @return whether something was said of this network
  public boolean remove(End end, long high, long low, int width) {
    return networks(end).remove(new Prefix().set(high, low, width));
  }

  /// Asks somebody else about each IP packet from now on.
  ///
  /// @param asked whether the packet is to be left out
  public void discardIf(Predicate<IpHeader> asked) {
    discarder = asked;
  }

  boolean discards(IpHeader ip) {
    Predicate<IpHeader> asked = discarder;
    return asked != null && asked.test(ip);
  }

  boolean drops(IpHeader ip) {
    if (sources.isEmpty() && destinations.isEmpty()) {
      return false;
    }
    Rule rule = sources.find(ip.srcHigh(), ip.srcLow());
    if (rule == null) {
      rule = destinations.find(ip.dstHigh(), ip.dstLow());
    }
    return rule != null
        && !(rule.tcpFlags != 0 && isKept(ip, rule.tcpFlags))
        && random.nextDouble() < rule.probability;
  }

  /// Whether it is a TCP segment with one of the flags, or too short for a TCP header, which others
  /// complain of. What is behind the first fragment has no flags.
  private static boolean isKept(IpHeader ip, long flags) {
    if (ip.protocol() != IpProtocol.TCP || ip.isFragment() && ip.fragmentOffset() != 0) {
      return false;
    }
    MemorySegment data = ip.segment();
    long tcp = ip.payload();
    return tcp + TCP_HEADER > ip.start() + ip.available()
        || (Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, tcp + TCP_FLAGS)) & flags) != 0;
  }

  private record Rule(long tcpFlags, double probability) {}

  /// A network; one that can be changed, so that looking one up allocates nothing.
  private static final class Prefix {
    private long high;
    private long low;
    private int width;

    Prefix set(long addressHigh, long addressLow, int bits) {
      high = bits == 0 ? 0 : addressHigh & (bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits);
      low = bits <= Long.SIZE ? 0 : addressLow & -1L << ALL_BITS - bits;
      width = bits;
      return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Prefix p && high == p.high && low == p.low && width == p.width;
    }

    @Override
    public int hashCode() {
      return Long.hashCode((high * 31 + low) * 0x9e37_79b9_7f4a_7c15L) + width;
    }
  }

  /// Rules by network, and how many there are of each width.
  private static final class Networks {
    private final Object2ObjectHashMap<Prefix, Rule> rules = new Object2ObjectHashMap<>();
    private final int[] ofWidth = new int[ALL_BITS + 1];
    private final Prefix wanted = new Prefix();

    boolean isEmpty() {
      return rules.isEmpty();
    }

    void add(Prefix network, Rule rule) {
      if (rules.put(network, rule) == null) {
        ofWidth[network.width]++;
      }
    }

    boolean remove(Prefix network) {
      if (rules.remove(network) == null) {
        return false;
      }
      ofWidth[network.width]--;
      return true;
    }

    @Nullable Rule find(long high, long low) {
      for (int width = ALL_BITS; width >= 0 && !rules.isEmpty(); width--) {
        Rule rule = ofWidth[width] == 0 ? null : rules.get(wanted.set(high, low, width));
        if (rule != null) {
          return rule;
        }
      }
      return null;
    }
  }
}
