package org.brood.node;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;
import org.brood.worker.Worker;

/// A capture whose packets come as they came when it was made: its first one now, each other one
/// when its time has passed. To the worker it is like an interface, and time follows the clock.
final class Replay implements PacketSource, Worker.Outside {
  private static final long SECOND = 1_000_000_000L;
  private static final long LONGEST_WAIT_NANOS = 10_000_000;

  private final PacketSource source;
  private final double speed;
  private final InstantSource clock;
  private final StopSignal stop;
  private final Frame ahead = new Frame();
  private boolean hasAhead;
  private boolean ended;
  private boolean began;
  private long firstNanos;
  private long beganNanos;

  /// @param speed how many seconds of the capture pass in one second
  Replay(PacketSource source, double speed, InstantSource clock, StopSignal stop) {
    this.source = source;
    this.speed = speed;
    this.clock = clock;
    this.stop = stop;
  }

  private long clockNanos() {
    var now = clock.instant();
    return now.getEpochSecond() * SECOND + now.getNano();
  }

  @Override
  public long nowNanos() {
    long now = clockNanos();
    return began ? beganNanos + (long) ((now - beganNanos) * speed) : now;
  }

  @Override
  public boolean next(Frame frame) throws CaptureException {
    if (!hasAhead) {
      hasAhead = source.next(ahead);
      if (!hasAhead) {
        ended = true;
        return false;
      }
      if (!began) {
        began = true;
        firstNanos = ahead.nanos;
        beganNanos = clockNanos();
      }
    }
    if (due() > nowNanos()) {
      return false;
    }
    hasAhead = false;
    frame.set(
        ahead.segment, ahead.offset, ahead.capturedLength, ahead.wireLength, due(), ahead.linkType);
    frame.checksumKnown = ahead.checksumKnown;
    frame.weird = ahead.weird;
    frame.weirdDetail = ahead.weirdDetail;
    return true;
  }

  /// When the next packet comes. Packets that go back in time come at once.
  private long due() {
    return beganNanos + (ahead.nanos - firstNanos);
  }

  @Override
  public void await() {
    if (hasAhead) {
      long nanos = (long) ((due() - nowNanos()) / speed);
      LockSupport.parkNanos(Math.min(nanos, LONGEST_WAIT_NANOS));
    }
  }

  @Override
  public boolean isStopped() {
    return ended || stop.isReceived();
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int linkType() {
    return source.linkType();
  }

  @Override
  public long received() {
    return source.received() - (hasAhead ? 1 : 0);
  }

  @Override
  public long dropped() {
    return source.dropped();
  }

  @Override
  public void close() {
    source.close();
  }
}
