package org.brood.script.syntax;

import org.jspecify.annotations.Nullable;

/// Addresses from their text, without ever asking a name server.
final class Addresses {
  private Addresses() {}

  static Constant.@Nullable Address parse4(String text) {
    int bits = 0;
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3 || Integer.parseInt(part) > 255) {
        return null;
      }
      bits = bits << 8 | Integer.parseInt(part);
    }
    return Constant.Address.v4(bits);
  }

  /// Reads eight groups, one run of zeros left out, the last two as dotted numbers if they are so.
  static Constant.@Nullable Address parse6(String text) {
    String plain = text;
    int dot = plain.indexOf('.');
    if (dot >= 0) {
      int colon = plain.lastIndexOf(':');
      Constant.Address tail = parse4(plain.substring(colon + 1));
      if (tail == null) {
        return null;
      }
      int bits = (int) tail.low();
      plain =
          plain.substring(0, colon + 1)
              + Integer.toHexString(bits >>> 16)
              + ":"
              + Integer.toHexString(bits & 0xffff);
    }
    int gap = plain.indexOf("::");
    if (gap >= 0 && plain.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    int[] groups = new int[8];
    if (gap < 0) {
      return fill(plain, groups, 0) == 8 ? join(groups) : null;
    }
    String tail = plain.substring(gap + 2);
    int after = tail.isEmpty() ? 0 : tail.split(":", -1).length;
    int before = fill(plain.substring(0, gap), groups, 0);
    if (before < 0 || after > 8 || before + after > 7 + (after == 0 ? 1 : 0)) {
      return null;
    }
    return after == 0 || fill(tail, groups, 8 - after) == 8 ? join(groups) : null;
  }

  private static int fill(String text, int[] groups, int from) {
    if (text.isEmpty()) {
      return from;
    }
    int at = from;
    for (String group : text.split(":", -1)) {
      if (group.isEmpty() || group.length() > 4 || at >= groups.length) {
        return -1;
      }
      groups[at++] = Integer.parseInt(group, 16);
    }
    return at;
  }

  private static Constant.Address join(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    return new Constant.Address(high, low);
  }

  /// The subnet that holds `address`: the bits behind the first `bits` of its 128 become 0.
  static Constant.Subnet mask(Constant.Address address, int bits) {
    long high = bits >= 64 ? -1L : bits == 0 ? 0 : -1L << (64 - bits);
    long low = bits <= 64 ? 0 : -1L << (128 - bits);
    Constant.Address masked = new Constant.Address(address.high() & high, address.low() & low);
    return new Constant.Subnet(masked, masked.isV4() && bits >= 96 ? bits - 96 : bits);
  }
}
