package org.brood.analyzer;

import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;

/// An analyzer of a protocol in lines, each side in lines of its own: all that comes goes to
/// [SideLines], which hands out the lines.
public interface LineAnalyzer extends StreamAnalyzer, SideLines.Taker {

  SideLines lines();

  @Override
  default int deliver(ByteCursor in, Side from) {
    lines().deliver(in, from);
    return 0;
  }

  @Override
  default void gap(long bytes, Side from) {
    lines().gap(bytes, from);
  }

  @Override
  default void end(Side from) {
    lines().end(from);
  }

  @Override
  default void flipped() {
    lines().flipped();
  }
}
