package org.brood.script.syntax;

/// The value of a literal. Text is bytes: one character (0 to 255) for each.
public sealed interface Constant {
  record Bool(boolean value) implements Constant {}

  /// @param value 64 bits without sign
  record Count(long value) implements Constant {}

  record Real(double value) implements Constant {}

  /// @param seconds its length
  record Interval(double seconds) implements Constant {}

  record Text(String bytes) implements Constant {}

  record Pattern(String text, boolean ignoreCase, boolean singleLine) implements Constant {}

  record Port(int number, Transport transport) implements Constant {}

  /// An address; version 4 is mapped as in `::ffff:a.b.c.d`.
  record Address(long high, long low) implements Constant {
    private static final long V4_MAPPED = 0xffff_0000_0000L;

    public static Address v4(int bits) {
      return new Address(0, V4_MAPPED | Integer.toUnsignedLong(bits));
    }

    public boolean isV4() {
      return high == 0 && (low & 0xffff_ffff_0000_0000L) == V4_MAPPED;
    }
  }

  /// @param width the number of leading bits, as written: of 32 for version 4, of 128 for version 6
  record Subnet(Address address, int width) implements Constant {}

  /// What a port number belongs to.
  enum Transport {
    UNKNOWN,
    TCP,
    UDP,
    ICMP
  }
}
