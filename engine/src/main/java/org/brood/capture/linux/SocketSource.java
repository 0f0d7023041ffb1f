package org.brood.capture.linux;

import java.lang.foreign.Arena;
import org.brood.capture.CaptureException;
import org.brood.capture.LiveSource;

/// What sources that read a socket have in common.
abstract sealed class SocketSource implements LiveSource permits AfPacketSource, UdpSource {
  final SystemCalls calls = new SystemCalls();
  final Arena arena = Arena.ofConfined();
  private final String name;
  int socket = -1;
  long received;
  boolean closed;

  SocketSource(String name) {
    this.name = name;
  }

  /// @param call whose result it is, for the message
  /// @throws CaptureException if the result is negative, with the system's words
  final void check(int result, String call) throws CaptureException {
    if (result < 0) {
      throw calls.failure(call);
    }
  }

  @Override
  public final int descriptor() {
    return socket;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final long received() {
    return received;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (socket >= 0) {
      calls.close(socket);
    }
    arena.close();
    calls.close();
  }
}
