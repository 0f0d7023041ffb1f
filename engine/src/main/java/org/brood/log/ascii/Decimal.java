package org.brood.log.ascii;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.brood.script.value.ByteSink;

/// Doubles as text, exactly as C's `%.6f` rounds them.
public final class Decimal {
  private static final double LARGEST = 9e12;

  private Decimal() {}

  /// Appends a double with six decimals.
  public static void six(ByteSink out, double value) {
    if (!(Math.abs(value) < LARGEST)) {
      large(out, value);
      return;
    }
    if (value < 0 || value == 0 && 1 / value < 0) {
      out.put('-');
    }
    double d = Math.abs(value);
    // The product and its rounding error together are exact, so ties are seen.
    double product = d * 1e6;
    double error = Math.fma(d, 1e6, -product);
    long micros = (long) Math.floor(product);
    double rest = product - micros + error;
    if (rest < 0) {
      micros--;
      rest += 1;
    }
    if (rest > 0.5 || rest == 0.5 && (micros & 1) == 1) {
      micros++;
    }
    long whole = micros / 1_000_000;
    int fraction = (int) (micros - whole * 1_000_000);
    out.decimal(whole).put('.');
    for (int unit = 100_000; unit > 0; unit /= 10) {
      out.put('0' + fraction / unit % 10);
    }
  }

  private static void large(ByteSink out, double value) {
    if (Double.isNaN(value)) {
      out.ascii("nan");
    } else if (Double.isInfinite(value)) {
      out.ascii(value < 0 ? "-inf" : "inf");
    } else {
      out.ascii(new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString());
    }
  }
}
