package org.brood.capture;

/// Where a worker's frames come from: a file, standard input, an interface.
public interface PacketSource extends AutoCloseable {
  /// Fills `frame` with the next frame, which stays valid until the next call.
  ///
  /// @return false when there is none: for a file, that was the last; an interface may have one
  ///   later
  /// @throws CaptureException when the source is broken; all frames before were delivered
  boolean next(Frame frame) throws CaptureException;

  /// Whether frames arrive as time goes by, so that packet time follows the clock.
  boolean isLive();

  /// The path or the name of the interface.
  String name();

  /// The link type of the first frames; a file of several interfaces may change it from frame to
  /// frame.
  int linkType();

  /// How many frames were delivered.
  long received();

  /// How many frames the capture lost before us, as far as the source knows.
  long dropped();

  @Override
  void close();
}
