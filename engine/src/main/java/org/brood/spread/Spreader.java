package org.brood.spread;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;

/// Reads captures and hands each frame to the worker that owns it.
///
/// Windows of packet time end by the packets alone, so that they are the same in each run: when
/// [#WINDOW_FRAMES] frames were read and [#MIN_WINDOW_NANOS] of packet time went by, or
/// [#MAX_WINDOW_NANOS].
public final class Spreader implements AutoCloseable {
  /// Frames that make meeting the others worthwhile.
  static final int WINDOW_FRAMES = 8192;

  static final long MIN_WINDOW_NANOS = 100_000_000L;
  static final long MAX_WINDOW_NANOS = 10_000_000_000L;

  /// Blocks that lie between the reader and one worker.
  private static final int BLOCKS = 16;

  private final Arena arena = Arena.ofShared();
  private final List<Handover<FrameBlock>> full = new ArrayList<>();
  private final List<Handover<FrameBlock>> empty = new ArrayList<>();
  private final FrameBlock[] open;
  private final Owner owner;
  private boolean begun;
  private boolean given;
  private volatile boolean stopped;
  private long windowStart;
  private long latest;
  private int windowFrames;

  /// Told after each frame.
  @FunctionalInterface
  public interface Progress {
    void packet(long packets, int wireLength);
  }

  /// @param parties how many workers there are, and after them how many other nodes, which get
  ///   nothing but the ends of windows
  public Spreader(int workers, int parties) {
    owner = new Owner(workers);
    open = new FrameBlock[parties];
    for (int i = 0; i < parties; i++) {
      Handover<FrameBlock> free = new Handover<>(BLOCKS);
      for (int b = 1; b < BLOCKS; b++) {
        free.put(new FrameBlock(arena));
      }
      empty.add(free);
      full.add(new Handover<>(BLOCKS));
      open[i] = new FrameBlock(arena);
      open[i].clear();
    }
  }

  /// The blocks of one party, in order; to be given back by [#giveBack].
  public Handover<FrameBlock> blocks(int party) {
    return full.get(party);
  }

  public void giveBack(int party, FrameBlock block) {
    empty.get(party).put(block);
  }

  /// Packets that were given to a worker by what a tunnel carries.
  public long wrapped() {
    return owner.wrapped();
  }

  /// Hands over all frames of a source.
  ///
  /// @return false if the run was given up
  /// @throws CaptureException when it is broken; all frames before were handed over
  public boolean read(PacketSource source, Progress progress) throws CaptureException {
    Frame frame = new Frame();
    long packets = 0;
    while (!given && !stopped && source.next(frame)) {
      if (begun && isWindowOver(frame.nanos)) {
        endWindow("", false);
      }
      add(frame);
      progress.packet(++packets, frame.wireLength);
    }
    return !given;
  }

  private boolean isWindowOver(long nanos) {
    long passed = nanos - windowStart;
    return passed >= MAX_WINDOW_NANOS
        || windowFrames >= WINDOW_FRAMES && passed >= MIN_WINDOW_NANOS;
  }

  private void add(Frame frame) {
    if (windowFrames == 0) {
      windowStart = begun ? Math.max(latest, frame.nanos) : frame.nanos;
    }
    latest = begun ? Math.max(latest, frame.nanos) : frame.nanos;
    begun = true;
    windowFrames++;
    int to = owner.of(frame);
    open[to].add(frame);
    if (open[to].isFull()) {
      handOver(to);
    }
  }

  private void handOver(int party) {
    boolean taken = full.get(party).put(open[party]);
    FrameBlock next = empty.get(party).take();
    if (!taken || next == null) {
      given = true;
      return;
    }
    next.clear();
    open[party] = next;
  }

  private void endWindow(String file, boolean last) {
    for (int i = 0; i < open.length && !given; i++) {
      open[i].endWindow(begun ? latest : 0);
      open[i].endFile(file);
      if (last) {
        open[i].endAll();
      }
      handOver(i);
    }
    windowFrames = 0;
  }

  /// Ends a capture, and with it a window.
  public void endFile(String name) {
    endWindow(name, false);
  }

  /// Says that no more frames come.
  public void end() {
    endWindow("", true);
  }

  /// Reads no more of a source. Any thread may call.
  public void stop() {
    stopped = true;
  }

  /// Lets nobody wait for anything any more.
  public void giveUp() {
    full.forEach(Handover::close);
    empty.forEach(Handover::close);
  }

  /// Frees the blocks: nobody may look at them any more.
  @Override
  public void close() {
    arena.close();
  }
}
