package org.brood.spread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandoverTest {
  @Test
  void everythingComesOutInOrderHoweverSmallTheQueue() throws Exception {
    Handover<Integer> queue = new Handover<>(2);
    FutureTask<List<Integer>> taker =
        new FutureTask<>(() -> {
          List<Integer> taken = new ArrayList<>();
          for (Integer one = queue.take(); one != null && one >= 0; one = queue.take()) {
            taken.add(one);
          }
          return taken;
        });
    Thread.ofPlatform().start(taker);

    for (int i = 0; i < 100_000; i++) {
      assertThat(queue.put(i)).isTrue();
    }
    queue.put(-1);

    assertThat(taker.get()).isEqualTo(IntStream.range(0, 100_000).boxed().toList());
  }

  @Test
  void closingWakesWhoWaits() throws Exception {
    Handover<String> queue = new Handover<>(1);
    FutureTask<String> taker = new FutureTask<>(() -> String.valueOf(queue.take()));
    Thread.ofPlatform().start(taker);

    queue.close();

    assertThat(taker.get()).isEqualTo("null");
    assertThat(queue.put("x")).isFalse();
    assertThat(queue.put("y")).isFalse();
  }
}
