package org.brood.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.brood.event.Inbox;
import org.junit.jupiter.api.Test;

/// Parcels that wait, are tried again, or are dropped.
final class OutboxTest {
  private static final List<Long> AT_ONCE = List.of(0L, 0L, 0L);

  private final Inbox inbox = new Inbox();
  private final List<String> told = new ArrayList<>();

  private Outbox outbox(List<Long> waits) {
    return new Outbox(
        "test",
        inbox,
        (kind, result, why) -> told.add((kind + " " + result + " " + why).strip()),
        waits);
  }

  private void await(int count) {
    while (told.size() < count) {
      assertThat(inbox.await(30_000)).isTrue();
    }
  }

  @Test
  void aParcelIsTriedAgainUntilItArrives() {
    AtomicInteger tries = new AtomicInteger();
    Outbox outbox = outbox(AT_ONCE);

    outbox.put(() -> {
      if (tries.incrementAndGet() < 4) {
        throw new IOException("busy");
      }
    });
    await(1);

    assertThat(told).containsExactly("test SENT");
    assertThat(tries).hasValue(4);
    assertThat(outbox.pending()).isZero();
  }

  @Test
  void afterTheLastTryTheReasonIsToldInOneLine() {
    AtomicInteger tries = new AtomicInteger();
    Outbox outbox = outbox(AT_ONCE);

    outbox.put(() -> {
      tries.incrementAndGet();
      throw new IOException("450 busy\r\nnotice\tx" + "y".repeat(1_000));
    });
    await(1);

    assertThat(tries).hasValue(4);
    assertThat(told.getFirst()).startsWith("test FAILED 450 busy notice xyyy").hasSize(312);
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    AtomicInteger tries = new AtomicInteger();
    Outbox outbox = outbox(AT_ONCE);

    outbox.put(() -> {
      tries.incrementAndGet();
      throw new Parcel.Refused("no such user");
    });
    outbox.put(() -> {});
    await(2);

    assertThat(tries).hasValue(1);
    assertThat(told).containsExactly("test FAILED no such user", "test SENT");
  }

  @Test
  void oneMoreThanMayWaitIsDroppedAndSaidOnce() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Outbox outbox = outbox(AT_ONCE);
    Parcel slow =
        () -> {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        };

    outbox.put(slow);
    begun.await();
    for (int i = 0; i < Outbox.MAX_WAITING; i++) {
      assertThat(outbox.put(() -> {})).isTrue();
    }
    assertThat(outbox.put(() -> {})).isFalse();
    assertThat(outbox.put(() -> {})).isFalse();

    assertThat(told)
        .containsExactly("test DROPPED 1000 wait; further ones are dropped", "test DROPPED");
    go.countDown();
    await(1_003);
    assertThat(told.subList(2, 1_003)).allMatch(line -> line.equals("test SENT"));
  }

  @Test
  void whatIsLeftAtTheEndIsTold() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Outbox outbox = outbox(List.of(3_600_000L));

    outbox.put(() -> {
      begun.countDown();
      throw new IOException("busy");
    });
    begun.await();
    outbox.close();

    assertThat(told).containsExactly("test FAILED 1 not delivered when the program ended");
  }
}
