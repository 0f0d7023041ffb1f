package org.brood.script.bif;

import java.util.Objects;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Opaque;
import org.brood.script.value.Record;

/// How random bytes look, by five measures: the entropy in bits for each byte, the chi-square
/// statistic of how often each value comes, the mean, an estimate of pi from points that the bytes
/// are coordinates of, and the correlation of each byte with the one before.
public final class Randomness implements Opaque {
  private static final int VALUES = 256;

  /// A point is six bytes: three for each coordinate.
  private static final int POINT = 6;

  /// The square of the largest coordinate: the radius of the circle.
  private static final double RADIUS_SQUARED = 16_777_215.0 * 16_777_215.0;

  private static final double LOG2_OF_10 = 3.321928094887362;
  private static final double UNDEFINED_CORRELATION = -100_000;

  private final long[] seen = new long[VALUES];
  private long total;
  private long coordinates;
  private int pointBytes;
  private long points;
  private long pointsInside;
  private int first = -1;
  private int last;
  private double products;

  @Override
  public String typeName() {
    return "entropy";
  }

  /// Looks at one more byte, 0 to 255.
  public void add(int value) {
    seen[value]++;
    total++;
    if (first < 0) {
      first = value;
    } else {
      products += (double) last * value;
    }
    last = value;
    coordinates = coordinates << Byte.SIZE | value;
    if (++pointBytes == POINT) {
      addPoint((int) (coordinates >> 24 & 0xff_ffff), (int) (coordinates & 0xff_ffff));
      pointBytes = 0;
    }
  }

  private void addPoint(double x, double y) {
    points++;
    if (x * x + y * y <= RADIUS_SQUARED) {
      pointsInside++;
    }
  }

  /// A record `entropy_test_result` of what was seen so far.
  public Record result(Runtime rt) {
    Record made =
        rt.program()
            .newRecord(Objects.requireNonNull(rt.info().record("entropy_test_result")).id());
    made.set("entropy", entropy());
    made.set("chi_square", chiSquare());
    made.set("mean", sum(1) / total);
    made.set("monte_carlo_pi", points == 0 ? 0.0 : 4.0 * pointsInside / points);
    made.set("serial_correlation", correlation());
    return made;
  }

  private double entropy() {
    double bits = 0;
    for (long count : seen) {
      double share = (double) count / total;
      if (share > 0) {
        bits += share * LOG2_OF_10 * Math.log10(1 / share);
      }
    }
    return bits;
  }

  private double chiSquare() {
    double expected = total / (double) VALUES;
    double square = 0;
    for (long count : seen) {
      double off = count - expected;
      square += off * off / expected;
    }
    return square;
  }

  /// The sum of all values to a power, 1 or 2.
  private double sum(int power) {
    double sum = 0;
    for (int value = 0; value < VALUES; value++) {
      sum += (double) seen[value] * (power == 1 ? value : value * value);
    }
    return sum;
  }

  /// The bytes are taken for a ring: the first one follows the last one.
  private double correlation() {
    double pairs = products + (double) last * Math.max(0, first);
    double sumSquared = sum(1) * sum(1);
    double spread = total * sum(2) - sumSquared;
    return spread == 0 ? UNDEFINED_CORRELATION : (total * pairs - sumSquared) / spread;
  }
}
