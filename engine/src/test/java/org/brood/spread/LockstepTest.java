package org.brood.spread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LockstepTest {
  private static final int PARTIES = 3;

  private static FutureTask<Boolean> start(java.util.concurrent.Callable<Boolean> body) {
    FutureTask<Boolean> task = new FutureTask<>(body);
    Thread.ofPlatform().start(task);
    return task;
  }

  @Test
  void nobodyGoesOnBeforeAllHaveCome() throws Exception {
    int[] steps = new int[PARTIES];
    AtomicInteger unequal = new AtomicInteger();
    Lockstep lockstep =
        new Lockstep(
            PARTIES,
            () -> {
              for (int steps1 : steps) {
                unequal.addAndGet(steps1 == steps[0] ? 0 : 1);
              }
            });
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    for (int p = 0; p < PARTIES; p++) {
      int party = p;
      tasks.add(
          start(() -> {
            boolean on = true;
            for (int i = 0; i < 2_000; i++) {
              steps[party]++;
              on &= lockstep.meet();
            }
            return on;
          }));
    }

    for (FutureTask<Boolean> task : tasks) {
      assertThat(task.get()).isTrue();
    }
    assertThat(unequal).hasValue(0);
    assertThat(steps).containsOnly(2_000);
  }

  @Test
  void givingUpEndsAllMeetings() throws Exception {
    Lockstep lockstep = new Lockstep(2, () -> {});
    FutureTask<Boolean> waiting = start(lockstep::meet);

    lockstep.giveUp();

    assertThat(waiting.get()).isFalse();
    assertThat(lockstep.meet()).isFalse();
  }
}
