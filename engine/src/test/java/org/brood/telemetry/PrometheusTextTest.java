package org.brood.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private final Registry registry = new Registry();

  private Family family(Family.Kind kind, String name, String help, List<String> labels) {
    return registry.family(kind, "zeek", name, "1", help, labels, new double[] {0.5, 10});
  }

  @Test
  void aCounterHasItsLabelsAndThatOfTheNode() {
    Family logins = family(Family.Kind.COUNTER, "logins", "Logins seen.", List.of("host"));
    logins.metric(List.of("a")).add(3);
    logins.metric(List.of("b \"quoted\" \\ back\nline")).add(0.5);

    assertThat(PrometheusText.of(registry.families(), "node", "worker-1"))
        .isEqualTo(
            """
            # HELP zeek_logins_total Logins seen.
            # TYPE zeek_logins_total counter
            zeek_logins_total{host="a",node="worker-1"} 3
            zeek_logins_total{host="b \\"quoted\\" \\\\ back\\nline",node="worker-1"} 0.5
            """);
  }

  @Test
  void aLabelOfAFamilyIsNotSaidTwice() {
    family(Family.Kind.GAUGE, "load", "", List.of("node")).metric(List.of("own")).add(1);

    assertThat(PrometheusText.of(registry.families(), "node", "worker-1"))
        .contains("zeek_load{node=\"own\"} 1\n");
  }

  @Test
  void bucketsOfAHistogramAddUp() {
    Family.Metric delays =
        family(Family.Kind.HISTOGRAM, "delay", "Delays.", List.of()).metric(List.of());
    delays.observe(0.25);
    delays.observe(0.5);
    delays.observe(99);

    assertThat(PrometheusText.of(registry.families(), "", ""))
        .isEqualTo(
            """
            # HELP zeek_delay Delays.
            # TYPE zeek_delay histogram
            zeek_delay_bucket{le="0.5"} 2
            zeek_delay_bucket{le="10"} 2
            zeek_delay_bucket{le="+Inf"} 3
            zeek_delay_sum 99.75
            zeek_delay_count 3
            """);
  }

  @Test
  void aFamilyWithoutMetricsIsNotThere() {
    family(Family.Kind.COUNTER, "none", "Nothing.", List.of());

    assertThat(PrometheusText.of(registry.families(), "", "")).isEmpty();
  }
}
