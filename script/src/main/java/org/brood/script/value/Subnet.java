package org.brood.script.value;

import org.jspecify.annotations.Nullable;

/// A network: a prefix of an address.
///
/// @param prefix the address with the bits behind the prefix cleared
/// @param width length of the prefix in 128 bits; IPv4 networks have 96 more than is written
public record Subnet(Addr prefix, int width) {

  /// @param width in 128 bits
  public static Subnet of(Addr addr, int width) {
    return new Subnet(addr.masked(width), width);
  }

  /// A network as it is written: behind the slash stands a length of at most 32 or 128.
  ///
  /// @return null if there is none
  public static @Nullable Subnet ofWritten(Addr base, String length) {
    try {
      int written = Integer.parseInt(length);
      boolean good = written >= 0 && written <= (base.isV4() ? 32 : 128);
      return good ? of(base, base.isV4() ? written + 96 : written) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public boolean isV4() {
    return prefix.isV4() && width >= 96;
  }

  public boolean contains(Addr addr) {
    return isOf(addr.maskedHigh(width), addr.maskedLow(width), width);
  }

  public boolean contains(Subnet other) {
    return other.width >= width && contains(other.prefix);
  }

  /// The length of the prefix as it is written.
  public int writtenWidth() {
    return isV4() ? width - 96 : width;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Subnet other && width == other.width && prefix.equals(other.prefix);
  }

  @Override
  public int hashCode() {
    return hash(prefix.high(), prefix.low(), width);
  }

  /// The hash of a network whose prefix has these bits.
  static int hash(long high, long low, int width) {
    return 31 * Addr.hash(high, low) + width;
  }

  /// Whether it is the network whose prefix has these bits.
  boolean isOf(long high, long low, int length) {
    return width == length && prefix.high() == high && prefix.low() == low;
  }

  public void describe(ByteSink out) {
    prefix.describe(out);
    out.put('/').decimal(writtenWidth());
  }

  @Override
  public String toString() {
    return prefix + "/" + writtenWidth();
  }
}
