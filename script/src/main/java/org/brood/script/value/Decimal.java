package org.brood.script.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Doubles as text in plain notation, exactly as C's `printf` rounds them: to the nearest decimal,
/// and to the even one of two that are as near.
public final class Decimal {
  private static final double[] POWERS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /// Below, a product has its fraction in the double or in its rounding error.
  private static final double LARGEST_PRODUCT = 1L << 52;

  private Decimal() {}

  /// Appends a double with a number of decimals, as `%.6f` does with six.
  public static void fixed(ByteSink out, double value, int decimals) {
    if (Double.isNaN(value)) {
      out.ascii("nan");
      return;
    }
    if (value < 0 || value == 0 && 1 / value < 0) {
      out.put('-');
    }
    double d = Math.abs(value);
    if (Double.isInfinite(d)) {
      out.ascii("inf");
    } else if (decimals < POWERS.length && d * POWERS[decimals] < LARGEST_PRODUCT) {
      small(out, d, decimals);
    } else {
      out.ascii(new BigDecimal(d).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
    }
  }

  private static void small(ByteSink out, double d, int decimals) {
    double power = POWERS[decimals];
    // The product and its rounding error together are exact, so ties are seen.
    double product = d * power;
    double error = Math.fma(d, power, -product);
    long units = (long) product;
    double rest = product - units + error;
    if (rest < 0) {
      units--;
      rest += 1;
    }
    if (rest > 0.5 || rest == 0.5 && (units & 1) == 1) {
      units++;
    }
    long unit = (long) power;
    long whole = units / unit;
    out.decimal(whole);
    if (decimals > 0) {
      out.put('.');
      long fraction = units - whole * unit;
      while (unit > 1) {
        unit /= 10;
        out.put((int) ('0' + fraction / unit % 10));
      }
    }
  }

  /// Appends a finite double with at most so many decimals, without zeros at the end; zero has no
  /// sign.
  public static void trimmed(ByteSink out, double value, int decimals) {
    fixed(out, value == 0 ? 0 : value, decimals);
    if (decimals > 0) {
      byte[] bytes = out.array();
      int end = out.length();
      while (bytes[end - 1] == '0') {
        end--;
      }
      out.truncate(bytes[end - 1] == '.' ? end - 1 : end);
    }
  }
}
