package org.brood.stream;

import java.lang.foreign.MemorySegment;
import org.brood.flow.FlowOptions;
import org.brood.flow.TcpContents;
import org.brood.flow.TcpEndpoint;
import org.brood.flow.TcpFlow;
import org.brood.flow.TcpState;

/// One side's payload put in order (RFC 9293, section 3.4).
///
/// A segment that comes in order is delivered from where it was captured; only its place is kept
/// until the peer acknowledges it. A segment behind a hole is copied and waits. When the peer
/// acknowledges what never came, the hole is a gap: it is told, and what waited behind it is
/// delivered. Of bytes that come twice the first ones count.
final class Reassembler implements TcpContents {
  private static final String SOURCE = "TCP";

  private final TcpEndpoint endpoint;

  /// Borrowed while they hold something, else [Streams#nothing].
  private SegmentList segments;

  private SegmentList old;

  /// The next byte to deliver, and the last that was acknowledged.
  private long next = 1;

  private long trimmed = 1;
  private boolean hadGap;
  private boolean skips;
  private boolean ended;
  private byte flags;

  Reassembler(Streams streams, TcpEndpoint endpoint) {
    this.endpoint = endpoint;
    this.segments = streams.nothing;
    this.old = streams.nothing;
  }

  private Streams streams() {
    return segments.owner();
  }

  private TcpFlow flow() {
    return endpoint.flow();
  }

  @Override
  public void dataSent(long sequence, int length, MemorySegment data, long offset, int ofFlags) {
    if (skips) {
      return;
    }
    flags = (byte) ofFlags;
    add(sequence, sequence + length, data, offset);
    flags = 0;
    checkLimits();
  }

  private void checkLimits() {
    FlowOptions options = streams().options;
    long aboveHole = options.tcpMaxAboveHoleWithoutAnyAcks;
    if (aboveHole != 0
        && !segments.isEmpty()
        && segments.lastEnd() - next > aboveHole
        && endpoint.isNoDataAcked()) {
      giveUp("above_hole_data_without_any_acks");
    }
    long excessive = options.tcpExcessiveDataWithoutFurtherAcks;
    if ((excessive != 0 && segments.bytes() > excessive)
        || segments.count() > options.tcpMaxWaitingSegments) {
      giveUp("excessive_data_without_further_acks");
    }
  }

  private void giveUp(String weird) {
    flow().weird(weird, "", SOURCE);
    segments = streams().takeBack(segments);
    skips = true;
  }

  private void add(long from, long end, MemorySegment data, long at) {
    compare(old, from, end, data, at);
    if (end <= trimmed) {
      return;
    }
    compare(segments, from, end, data, at);
    long begin = Math.max(from, trimmed);
    long offset = at + (begin - from);
    if (begin == next && (segments.isEmpty() || begin >= segments.lastEnd())) {
      deliverInOrder(begin, end, data, offset);
    } else {
      int first = insert(begin, end, data, offset);
      if (first >= 0) {
        deliverFrom(first);
      }
    }
  }

  /// Delivers bytes that are next and behind which nothing waits.
  private void deliverInOrder(long begin, long end, MemorySegment data, long offset) {
    int length = (int) (end - begin);
    segments = streams().lend(segments);
    if (!streams().keepsData()
        || !segments.insertCopy(segments.count(), begin, length, data, offset)) {
      segments.appendDelivered(begin, end);
    }
    next = end;
    deliver(begin, length, data, offset);
    forgetUnneeded();
  }

  /// Copies those bytes that are not there yet.
  ///
  /// @return the first run that was added, or -1
  private int insert(long from, long end, MemorySegment data, long at) {
    int first = -1;
    long begin = from;
    segments = streams().lend(segments);
    int index = segments.isEmpty() ? 0 : segments.find(begin);
    while (begin < end) {
      while (index < segments.count() && segments.end(index) <= begin) {
        index++;
      }
      long hole = index < segments.count() ? Math.min(end, segments.begin(index)) : end;
      if (begin < hole) {
        int length = (int) (hole - begin);
        if (segments.insertCopy(index, begin, length, data, at + (begin - from))) {
          first = first < 0 ? index : first;
          index++;
        }
        begin = hole;
      }
      if (index < segments.count() && begin >= segments.begin(index)) {
        begin = Math.max(begin, segments.end(index));
      }
    }
    return first;
  }

  /// Delivers what is next from this run on, if it is.
  private void deliverFrom(int first) {
    if (segments.begin(first) > next || segments.end(first) <= next) {
      return;
    }
    for (int i = first; i < segments.count() && segments.begin(i) <= next; i++) {
      if (segments.begin(i) == next && segments.hasCopy(i)) {
        long begin = next;
        int length = segments.length(i);
        next += length;
        deliver(begin, length, segments.segment(i), segments.offset(i));
      }
    }
    forgetUnneeded();
  }

  /// Drops delivered bytes that the peer will not be seen to acknowledge.
  private void forgetUnneeded() {
    long window = streams().options.tcpMaxInitialWindow;
    if (endpoint.peer().contents() == null
        || (window != 0 && endpoint.isNoDataAcked() && endpoint.size() > window)) {
      trim(next);
    }
  }

  private void deliver(long begin, int length, MemorySegment data, long offset) {
    if (!skips) {
      streams().sink.deliver(flow(), endpoint.side(), begin, data, offset, length);
    }
  }

  /// Tells of bytes that are not what was sent before. A repeated single byte is a keep-alive, as
  /// long as the peer is silent.
  private void compare(SegmentList with, long begin, long end, MemorySegment data, long at) {
    if (!streams().keepsData() || with.isEmpty() || begin == with.lastEnd()) {
      return;
    }
    for (int i = with.find(begin); i < with.count() && with.begin(i) < end; i++) {
      long low = Math.max(begin, with.begin(i));
      long high = Math.min(end, with.end(i));
      if (low >= high || !with.hasCopy(i)) {
        continue;
      }
      int length = (int) (high - low);
      long there = with.offset(i) + (low - with.begin(i));
      long here = at + (low - begin);
      boolean differ =
          MemorySegment.mismatch(with.segment(i), there, there + length, data, here, here + length)
              >= 0;
      if (differ && (length > 1 || endpoint.peer().hasDoneSomething())) {
        streams()
            .sink
            .inconsistent(
                flow(), endpoint.side(), with.segment(i), there, data, here, length, flags & 0xff);
      }
    }
  }

  @Override
  public void ackReceived(long sequence) {
    long acked = sequence;
    if (endpoint.finCount() > 0 && acked >= endpoint.finSequence()) {
      acked = endpoint.finSequence() - 1;
    }
    if (acked <= trimmed) {
      return;
    }
    boolean counts =
        !skips
            && !flow().isSkipping()
            && (streams().options.reportGapsForPartial
                || (endpoint.state() == TcpState.ESTABLISHED
                    && endpoint.peer().state() == TcpState.ESTABLISHED));
    long newly = acked - trimmed;
    long missing = trim(acked);
    if (counts) {
      GapStats gaps = streams().gaps();
      gaps.ackEvents++;
      gaps.ackBytes += newly;
      if (missing > 0) {
        gaps.gapEvents++;
        gaps.gapBytes += missing;
      }
    }
    checkEof();
  }

  /// Drops everything before `sequence`; what is missing there is a gap.
  ///
  /// @return how many bytes are missing
  private long trim(long sequence) {
    long missing = 0;
    if (!segments.isEmpty()) {
      missing += Math.max(0, segments.begin(0) - next);
    } else {
      missing += Math.max(0, sequence - next);
    }
    if (sequence > next) {
      undelivered(sequence);
    }
    while (!segments.isEmpty() && segments.end(0) <= sequence) {
      long end = segments.end(0);
      if (segments.count() > 1 && segments.begin(1) <= sequence) {
        missing += segments.begin(1) - end;
      } else if (end != sequence && end != sequence - 1) {
        missing += sequence - end;
      }
      if (streams().options.tcpMaxOldSegments > 0) {
        old = streams().lend(old);
        segments.moveFirst(old, streams().options.tcpMaxOldSegments);
      } else {
        segments.removeFirst();
      }
    }
    if (!segments.isEmpty()) {
      if (segments.begin(0) == next) {
        deliverFrom(0);
      } else if (segments.begin(0) < sequence && !segments.hasCopy(0)) {
        segments.shortenFirst(sequence);
      }
    }
    trimmed = sequence;
    if (segments.isEmpty()) {
      segments = streams().takeBack(segments);
    }
    return missing;
  }

  /// Passes over holes before `upTo`, and delivers what lies between them.
  private void undelivered(long upTo) {
    if (upTo <= 2 && flow().isPartial()) {
      // The begin of the numbers was made up: nothing is missing there.
      return;
    }
    if (streams().options.detectFilteredTrace && next == 1 && isEndKnown()) {
      skips = true;
    } else if (!skips) {
      int i = 0;
      while (i < segments.count()) {
        long begin = segments.begin(i);
        if (begin < next) {
          i++;
          continue;
        }
        if (begin >= upTo) {
          break;
        }
        gap(next, begin - next);
        next = begin;
        deliverFrom(i);
        i = 0;
      }
      if (upTo > next) {
        gap(next, upTo - next);
      }
    }
    tellWaiting(next, upTo);
    next = Math.max(next, upTo);
  }

  /// Tells those who want to know of all bytes what lies between two places, and of the holes
  /// there; not of a hole behind which there is nothing.
  private void tellWaiting(long from, long to) {
    StreamSink sink = streams().sink;
    if (segments.isEmpty() || !sink.wantsWaiting(flow(), endpoint.side())) {
      return;
    }
    int i = 0;
    while (i < segments.count() && segments.end(i) <= from) {
      i++;
    }
    long at = from;
    for (; i < segments.count() && segments.end(i) <= to; i++) {
      if (segments.begin(i) > at) {
        sink.hole(flow(), endpoint.side(), segments.begin(i) - at);
      }
      if (segments.hasCopy(i)) {
        sink.waiting(
            flow(), endpoint.side(), segments.segment(i), segments.offset(i), segments.length(i));
      }
      at = segments.end(i);
    }
    if (i < segments.count() && at < to) {
      sink.hole(flow(), endpoint.side(), to - at);
    }
  }

  private boolean isEndKnown() {
    TcpEndpoint peer = endpoint.peer();
    return endpoint.finCount() > 0
        || endpoint.rstCount() > 0
        || peer.finCount() > 0
        || peer.rstCount() > 0;
  }

  private void gap(long begin, long length) {
    boolean clean = isClean(endpoint) && isClean(endpoint.peer());
    if (clean) {
      endpoint.gap();
    }
    boolean reported = clean || streams().options.reportGapsForPartial;
    streams().sink.gap(flow(), endpoint.side(), begin, length, reported);
    hadGap = true;
  }

  private static boolean isClean(TcpEndpoint of) {
    return of.state() == TcpState.ESTABLISHED
        || (of.state() == TcpState.CLOSED && of.previousState() == TcpState.ESTABLISHED);
  }

  @Override
  public void checkEof() {
    if (!ended
        && (endpoint.finCount() > 0
            || endpoint.state() == TcpState.CLOSED
            || endpoint.state() == TcpState.RESET)
        && !isDataPending()) {
      ended = true;
      flow().endOf(endpoint);
    }
  }

  @Override
  public boolean isDataPending() {
    if (skips) {
      return false;
    }
    long delivered = endpoint.start() + next;
    long last = endpoint.fullLast();
    if (Long.compareUnsigned(last, delivered) < 0) {
      return false;
    }
    if (delivered != last - 1 && delivered != last) {
      return true;
    }
    // Whoever sent a RST cannot acknowledge any more.
    TcpContents peer = endpoint.peer().contents();
    return endpoint.state() != TcpState.RESET && peer != null && peer.hasUndelivered();
  }

  @Override
  public boolean hasUndelivered() {
    return !segments.isEmpty();
  }

  @Override
  public boolean hadGap() {
    return hadGap;
  }

  @Override
  public void done() {
    if (!segments.isEmpty() && next < segments.lastEnd()) {
      tellWaiting(next, segments.lastEnd());
    }
    segments = streams().takeBack(segments);
    old = streams().takeBack(old);
  }
}
