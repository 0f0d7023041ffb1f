package org.brood.stream;

/// How much of what was acknowledged was seen, over all connections: the measure of capture loss.
public final class GapStats {
  long ackEvents;
  long ackBytes;
  long gapEvents;
  long gapBytes;

  public long ackEvents() {
    return ackEvents;
  }

  public long ackBytes() {
    return ackBytes;
  }

  public long gapEvents() {
    return gapEvents;
  }

  public long gapBytes() {
    return gapBytes;
  }
}
