package org.brood.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {
  private final TimerQueue queue = new TimerQueue();
  private final List<String> ran = new ArrayList<>();

  private final class Named extends Timer {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void expire(long nowNanos, boolean atEnd) {
      ran.add(name + "@" + nowNanos + (atEnd ? " end" : ""));
    }
  }

  @Test
  void dueTimersRunInOrderOfTime() {
    queue.add(new Named("b"), 20);
    queue.add(new Named("a"), 10);
    queue.add(new Named("c"), 30);

    int count = queue.advance(25, 0);

    assertThat(count).isEqualTo(2);
    assertThat(ran).containsExactly("a@25", "b@25");
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void noMoreThanTheLimitRunAtOnce() {
    for (int i = 0; i < 5; i++) {
      queue.add(new Named("t" + i), i);
    }

    queue.advance(100, 3);

    assertThat(ran).hasSize(3);
    assertThat(queue.isDue(100)).isTrue();
  }

  @Test
  void cancelledTimerDoesNotRun() {
    Named timer = new Named("a");
    queue.add(timer, 10);
    queue.cancel(timer);
    queue.cancel(timer);

    queue.advance(100, 0);

    assertThat(ran).isEmpty();
    assertThat(timer.isPending()).isFalse();
  }

  @Test
  void atTheEndAllRunWhetherDueOrNot() {
    queue.add(new Named("later"), 1_000);
    queue.add(new Named("soon"), 10);
    queue.advance(5, 0);

    queue.expireAll();

    assertThat(ran).containsExactly("soon@5 end", "later@5 end");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomOperationsKeepTheOrder(long seed) {
    Random random = new Random(seed);
    List<Named> pending = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 2_000; step++) {
      if (random.nextInt(3) > 0 || pending.isEmpty()) {
        Named timer = new Named("t" + step);
        queue.add(timer, now + random.nextInt(1_000));
        pending.add(timer);
      } else if (random.nextBoolean()) {
        queue.cancel(pending.remove(random.nextInt(pending.size())));
      } else {
        now += random.nextInt(300);
        queue.advance(now, 0);
        long reached = now;
        assertThat(pending)
            .as("seed %d", seed)
            .allSatisfy(
                timer -> assertThat(timer.isPending()).isEqualTo(timer.dueNanos() > reached));
        pending.removeIf(timer -> !timer.isPending());
      }
      assertThat(queue.size()).isEqualTo(pending.size());
    }
  }
}
