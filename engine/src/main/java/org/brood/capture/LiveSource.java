package org.brood.capture;

/// A source of frames that come as time goes by.
public interface LiveSource extends PacketSource {
  /// The descriptor that becomes readable when there are frames, for `poll`.
  int descriptor();

  @Override
  default boolean isLive() {
    return true;
  }
}
