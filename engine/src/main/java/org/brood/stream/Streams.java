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
  private final GapStats gaps = new GapStats();

  public Streams(FlowOptions options, StreamSink sink) {
    this.options = options;
    this.sink = sink;
    this.pool = new BufferPool(options.maxStreamBytes);
  }

  @Override
  public TcpContents create(TcpFlow flow, TcpEndpoint endpoint) {
    return new Reassembler(this, flow, endpoint);
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
