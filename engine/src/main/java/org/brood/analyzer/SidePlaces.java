package org.brood.analyzer;

import org.brood.flow.Side;

/// How far each side's stream has been read or lost.
public final class SidePlaces {
  private long originator;
  private long responder;

  /// The place of the next byte as a sequence number, of which the first counts the SYN: so scripts
  /// are told it.
  public long sequence(Side side) {
    return 1 + (side.isOriginator() ? originator : responder);
  }

  public void advance(Side side, long bytes) {
    if (side.isOriginator()) {
      originator += bytes;
    } else {
      responder += bytes;
    }
  }

  /// The two sides changed places.
  public void flipped() {
    long first = originator;
    originator = responder;
    responder = first;
  }
}
