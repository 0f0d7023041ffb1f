package org.brood.signature;

import java.util.List;
import org.brood.script.value.Addr;
import org.brood.script.value.Subnet;

/// A condition on the headers of the first packet of a side.
sealed interface HeaderTest {

  /// Whether the packet is as asked. What is not there or was not captured is not.
  boolean matches(PacketHeaders packet);

  /// Which header an offset counts from.
  enum Layer {
    IPV4,
    IPV6,
    TRANSPORT
  }

  /// A number that is compared after masking, 32 bits unsigned.
  record Masked(long value, long mask) {
    static Masked of(long value) {
      return new Masked(value & 0xffff_ffffL, 0xffff_ffffL);
    }
  }

  private static boolean any(Comparison comparison, List<Masked> values, long number) {
    boolean found = false;
    for (Masked one : values) {
      found |= comparison.accepts(Long.compare(number & one.mask(), one.value()));
    }
    return found != (comparison == Comparison.UNEQUAL);
  }

  /// `header tcp[0:2] == 80`, and the ports.
  ///
  /// @param size 1, 2 or 4 bytes in network order
  record Field(Layer layer, long offset, int size, Comparison comparison, List<Masked> values)
      implements HeaderTest {
    @Override
    public boolean matches(PacketHeaders packet) {
      long number = packet.number(layer, offset, size);
      return number >= 0 && any(comparison, values, number);
    }
  }

  /// `ip-proto`: the protocol of the IP payload.
  record Protocol(Comparison comparison, List<Masked> values) implements HeaderTest {
    @Override
    public boolean matches(PacketHeaders packet) {
      return matches(packet.protocol());
    }

    boolean matches(int protocol) {
      return any(comparison, values, protocol);
    }
  }

  /// `src-ip` and `dst-ip`.
  record Address(boolean source, Comparison comparison, List<Subnet> networks)
      implements HeaderTest {
    @Override
    public boolean matches(PacketHeaders packet) {
      Addr address = source ? packet.source() : packet.destination();
      boolean found = false;
      for (Subnet network : networks) {
        found |= comparison.accepts(address.masked(network.width()).compareTo(network.prefix()));
      }
      return found != (comparison == Comparison.UNEQUAL);
    }
  }
}
