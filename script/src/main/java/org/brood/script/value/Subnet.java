package org.brood.script.value;

/// A network: a prefix of an address.
///
/// @param prefix the address with the bits behind the prefix cleared
/// @param width length of the prefix in 128 bits; IPv4 networks have 96 more than is written
public record Subnet(Addr prefix, int width) {

  /// @param width in 128 bits
  public static Subnet of(Addr addr, int width) {
    return new Subnet(addr.masked(width), width);
  }

  public boolean isV4() {
    return prefix.isV4() && width >= 96;
  }

  public boolean contains(Addr addr) {
    return addr.masked(width).equals(prefix);
  }

  public boolean contains(Subnet other) {
    return other.width >= width && contains(other.prefix);
  }

  /// The length of the prefix as it is written.
  public int writtenWidth() {
    return isV4() ? width - 96 : width;
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
