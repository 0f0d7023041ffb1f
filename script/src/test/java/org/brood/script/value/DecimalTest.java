package org.brood.script.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalTest {

  @ParameterizedTest
  @CsvSource({
    "0, 6, 0.000000",
    "-0.0, 6, -0.000000",
    "1.5, 0, 2",
    "2.5, 0, 2",
    "0.125, 2, 0.12",
    "0.375, 2, 0.38",
    "-1.0000005, 6, -1.000001",
    "1300475167.096535, 6, 1300475167.096535",
    "2251799813685249.5, 6, 2251799813685249.500000",
    "1e23, 0, 99999999999999991611392",
    "NaN, 6, nan",
    "-Infinity, 6, -inf"
  })
  void aDoubleIsRoundedAsByPrintf(double value, int decimals, String text) {
    assertThat(fixed(value, decimals)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0.5",
    "0.0000004, 0",
    "100, 100",
    "3.140000, 3.14",
    "1e15, 1000000000000000"
  })
  void zerosAtTheEndAreCut(double value, String text) {
    ByteSink out = new ByteSink();
    Decimal.trimmed(out, value, 6);
    assertThat(out.toString()).isEqualTo(text);
  }

  @Test
  void itAgreesWithExactArithmetic() {
    Random random = new Random(20);
    for (int i = 0; i < 100_000; i++) {
      int decimals = random.nextInt(10);
      double value = Math.scalb(random.nextDouble(), random.nextInt(60) - 25);
      String exact =
          new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
      assertThat(fixed(value, decimals)).isEqualTo(exact);
      double tie = random.nextInt(1 << 20) + 0.5;
      assertThat(fixed(tie / 8, 3))
          .isEqualTo(new BigDecimal(tie / 8).setScale(3, RoundingMode.HALF_EVEN).toPlainString());
    }
  }

  private static String fixed(double value, int decimals) {
    ByteSink out = new ByteSink();
    Decimal.fixed(out, value, decimals);
    return out.toString();
  }
}
