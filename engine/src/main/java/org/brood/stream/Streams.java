package org.brood.stream;

import org.brood.bytes.BufferPool;
import org.brood.flow.FlowOptions;
import org.brood.flow.TcpContents;
import org.brood.flow.TcpEndpoint;
import org.brood.flow.TcpFlow;

/// Makes the reassemblers of one worker, which share memory, counters and the sink.
public final class Streams implements TcpContents.Factory, AutoCloseable {
  final FlowOptions options;
  final StreamSink sink;
  final BufferPool pool;

  /// What streams have that hold nothing; it stays empty.
  final SegmentList nothing;

  private static final int MAX_SPARE_LISTS = 256;

  private final SegmentList[] spareLists = new SegmentList[MAX_SPARE_LISTS];
  private int spareCount;
  private final GapStats gaps = new GapStats();

  public Streams(FlowOptions options, StreamSink sink) {
    this.options = options;
    this.sink = sink;
    this.pool = new BufferPool(options.maxStreamBytes);
    this.nothing = new SegmentList(this);
  }

  @Override
  public TcpContents create(TcpFlow flow, TcpEndpoint endpoint) {
    return new Reassembler(this, endpoint);
  }

  /// A list to fill: the same one, or one to borrow in place of [#nothing].
  @SuppressWarnings("ReferenceEquality")
  SegmentList lend(SegmentList list) {
    if (list != nothing) {
      return list;
    }
    return spareCount > 0 ? spareLists[--spareCount] : new SegmentList(this);
  }

  /// Takes back what a stream borrowed, with all that is in it.
  ///
  /// @return [#nothing]
  @SuppressWarnings("ReferenceEquality")
  SegmentList takeBack(SegmentList list) {
    if (list != nothing) {
      list.clear();
      if (spareCount < MAX_SPARE_LISTS && list.isWorthKeeping()) {
        spareLists[spareCount++] = list;
      }
    }
    return nothing;
  }

  /// Whether a copy of all bytes is kept until they are acknowledged.
  boolean keepsData() {
    return sink.wantsInconsistencies();
  }

  public GapStats gaps() {
    return gaps;
  }

  /// How many bytes of segments are kept, holes and rounding included.
  public long keptBytes() {
    return pool.lentBytes();
  }

  /// How many segments were dropped because there was no memory for them.
  public long droppedSegments() {
    return pool.refusals();
  }

  @Override
  public void close() {
    pool.close();
  }
}
