package org.brood.spool;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.brood.bytes.Malformed;

/// A random name of 128 bits for a spool or a logger's store, which tells one that came back from
/// one that is new.
public record RandomId(long high, long low) implements Comparable<RandomId> {
  static final int BYTES = 16;
  private static final int DIGITS = 32;

  public static RandomId random() {
    SecureRandom random = new SecureRandom();
    return new RandomId(random.nextLong(), random.nextLong());
  }

  /// Reads what [#toString] gives.
  ///
  /// @throws Malformed if it is something else
  public static RandomId parse(String text) {
    try {
      if (text.length() == DIGITS) {
        return new RandomId(
            HexFormat.fromHexDigitsToLong(text, 0, 16),
            HexFormat.fromHexDigitsToLong(text, 16, 32));
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new Malformed("not an id of 32 hexadecimal digits");
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  @Override
  public int compareTo(RandomId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}
