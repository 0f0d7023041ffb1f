package org.brood.notify;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.brood.event.Inbox;

/// Parcels of one kind, delivered one after the other by a virtual thread; what becomes of them is
/// told on the worker's thread. A parcel that could not be delivered is tried again after a while.
///
/// All but what the thread does belongs to the worker.
public final class Outbox {
  static final int MAX_WAITING = 1_000;

  /// How long it waits before it tries a parcel again: as often as there are numbers.
  static final List<Long> WAITS_MILLIS = List.of(1_000L, 5_000L, 25_000L);

  private final String kind;
  private final Inbox inbox;
  private final List<Long> waitsMillis;
  private final Listener listener;
  private final BlockingQueue<Parcel> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /// What has been put here and is not told of: the worker's own count.
  private int pending;

  /// Whether the last parcel was dropped.
  private boolean isFull;

  /// What became of a parcel.
  public enum Result {
    SENT,
    FAILED,
    DROPPED
  }

  /// Told of each parcel, on the worker's thread.
  @FunctionalInterface
  public interface Listener {
    /// @param why for people, empty if there is nothing to say
    void told(String kind, Result result, String why);
  }

  public Outbox(String kind, Inbox inbox, Listener listener) {
    this(kind, inbox, listener, WAITS_MILLIS);
  }

  Outbox(String kind, Inbox inbox, Listener listener, List<Long> waitsMillis) {
    this.kind = kind;
    this.inbox = inbox;
    this.listener = listener;
    this.waitsMillis = waitsMillis;
    this.thread = Thread.ofVirtual().name("outbox-" + kind).start(this::run);
  }

  /// Takes a parcel, unless too many wait.
  ///
  /// @return whether it was taken
  public boolean put(Parcel parcel) {
    if (!waiting.offer(parcel)) {
      String why = isFull ? "" : MAX_WAITING + " wait; further ones are dropped";
      isFull = true;
      listener.told(kind, Result.DROPPED, why);
      return false;
    }
    isFull = false;
    pending++;
    return true;
  }

  /// How many parcels are on their way.
  int pending() {
    return pending;
  }

  /// Ends the thread; what waits is lost.
  void close() {
    closed.countDown();
    thread.interrupt();
    if (pending > 0) {
      listener.told(kind, Result.FAILED, pending + " not delivered when the program ended");
    }
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        deliver(waiting.take());
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  private void deliver(Parcel parcel) throws InterruptedException {
    String why = "";
    for (int tries = 0; tries <= waitsMillis.size(); tries++) {
      if (tries > 0 && closed.await(waitsMillis.get(tries - 1), TimeUnit.MILLISECONDS)) {
        return;
      }
      try {
        parcel.send();
        inbox.post(() -> done(Result.SENT, ""));
        return;
      } catch (IOException e) {
        why = reason(e);
      } catch (Parcel.Refused e) {
        why = reason(e);
        break;
      }
    }
    String last = why;
    inbox.post(() -> done(Result.FAILED, last));
  }

  private void done(Result result, String why) {
    pending--;
    listener.told(kind, result, why);
  }

  /// One short line, whatever a server said.
  private static String reason(Exception e) {
    String text = String.valueOf(e.getMessage()).strip().replaceAll("\\p{Cntrl}+", " ");
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
