package org.brood.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.brood.engine.Recorder;
import org.brood.testkit.Packets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeirdSamplerTest {
  private final Recorder run = new Recorder();
  private final WeirdSampler sampler = new WeirdSampler(run.decoding());

  @AfterEach
  void close() {
    run.close();
  }

  private void timeIs(long micros) {
    run.packet(micros, Packets.ethernet().ipv4("1.1.1.1", "2.2.2.2").udp(1, 2).build());
  }

  @Test
  void firstOnesAndThenOneInManyAreTold() {
    sampler.threshold = 3;
    sampler.rate = 10;
    int told = 0;
    for (int i = 0; i < 33; i++) {
      told += sampler.permitsNet("odd") ? 1 : 0;
    }

    assertThat(told).isEqualTo(3 + 3);
  }

  @Test
  void countingBeginsAnewAfterAWhile() {
    timeIs(1_000_000);
    sampler.threshold = 1;
    sampler.rate = 0;
    WeirdCounts counts = new WeirdCounts();
    assertThat(sampler.permitsFlow(0, 1, 0, 2, "odd")).isTrue();
    assertThat(sampler.permitsFlow(0, 1, 0, 2, "odd")).isFalse();
    assertThat(sampler.permitsFlow(0, 1, 0, 3, "odd")).isTrue();
    assertThat(sampler.permits(counts, "odd")).isTrue();
    assertThat(sampler.permits(counts, "odd")).isFalse();

    timeIs(602_000_000);

    assertThat(sampler.permitsFlow(0, 1, 0, 2, "odd")).isTrue();
    assertThat(sampler.permits(counts, "odd")).isTrue();
  }

  @Test
  void listsOverrideCounting() {
    sampler.threshold = 0;
    sampler.rate = 0;
    sampler.always = Set.of("dear");
    sampler.global = Set.of("common");

    assertThat(sampler.permits(new WeirdCounts(), "dear")).isTrue();
    assertThat(sampler.permits(new WeirdCounts(), "common")).isFalse();
    assertThat(sampler.permitsNet("dear")).isTrue();
  }
}
