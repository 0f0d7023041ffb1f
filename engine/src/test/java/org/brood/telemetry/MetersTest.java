package org.brood.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetersTest {
  @Test
  void oneNameWithOneSetOfLabelsIsOneCounter() {
    Meters meters = new Meters();

    meters.counter("rows_total", "Rows.", "path", "conn").add(2);
    meters.counter("rows_total", "Rows.", "path", "conn").add(3);
    meters.counter("rows_total", "Rows.", "path", "a\"b").increment();

    assertThat(meters.readings())
        .containsExactly(
            new Meters.Reading("rows_total{path=\"a\\\"b\"}", "Rows.", Family.Kind.COUNTER, 1),
            new Meters.Reading("rows_total{path=\"conn\"}", "Rows.", Family.Kind.COUNTER, 5));
  }

  @Test
  void gaugeIsAskedWhenSomebodyLooks() {
    Meters meters = new Meters();
    long[] size = {1};
    meters.gauge("size", "Size.", () -> size[0]);

    size[0] = 7;

    assertThat(meters.value("size")).isEqualTo(7);
    assertThatThrownBy(() -> meters.counter("size", "Size."))
        .isInstanceOf(IllegalArgumentException.class);
    meters.remove("size");
    assertThat(meters.readings()).isEmpty();
  }

  @Test
  void metersOverTheLimitCountWhereNobodyLooks() {
    Meters meters = new Meters();
    for (int i = 0; i < Meters.MAX_METERS; i++) {
      meters.counter("meter", "Many.", "number", String.valueOf(i));
    }

    meters.counter("one_more", "Too many.").increment();

    assertThat(meters.readings()).hasSize(Meters.MAX_METERS);
    assertThat(meters.value("one_more")).isZero();
  }
}
