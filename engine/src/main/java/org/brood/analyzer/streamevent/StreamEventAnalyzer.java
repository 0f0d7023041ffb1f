package org.brood.analyzer.streamevent;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.SidePlaces;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.brood.script.value.Str;

/// Raises an event for each piece of a stream.
final class StreamEventAnalyzer implements StreamAnalyzer {
  private final StreamEventProtocol protocol;
  private final AnalyzerContext context;
  private final SidePlaces places = new SidePlaces();

  StreamEventAnalyzer(StreamEventProtocol protocol, AnalyzerContext context) {
    this.protocol = protocol;
    this.context = context;
  }

  @Override
  public int deliver(ByteCursor in, Side from) {
    int length = in.remaining();
    if (length > 0 && protocol.deliver().isWanted()) {
      protocol
          .deliver()
          .raise(context.connection(), from.isOriginator(), Str.wrap(in.bytes(length)));
    } else {
      in.skip(length);
    }
    in.commit();
    places.advance(from, length);
    return 0;
  }

  @Override
  public void gap(long bytes, Side from) {
    if (protocol.undelivered().isWanted()) {
      protocol
          .undelivered()
          .raise(context.connection(), from.isOriginator(), places.sequence(from), bytes);
    }
    places.advance(from, bytes);
  }

  @Override
  public void end(Side from) {
    // Nothing waits.
  }

  @Override
  public void flipped() {
    places.flipped();
  }
}
