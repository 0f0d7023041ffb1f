package org.brood.node.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports from which the next free one is taken, for several containers may share one host's
/// network.
public record PortRange(int first, int last) {
  static final int MAX_PORT = 65_535;

  /// Opens a server on the next free port.
  @FunctionalInterface
  public interface Opener<T> {
    T open(int port) throws IOException;
  }

  /// Opens something on the first port that lets it.
  ///
  /// @throws IOException if none does
  public <T> T open(InetAddress address, Opener<T> opener) throws IOException {
    for (int port = first; port <= last; port++) {
      try (ServerSocket _ = new ServerSocket(port, 1, address)) {
        // Free, as it seems: somebody may be quicker, then it is the next one's turn.
      } catch (IOException e) {
        continue;
      }
      try {
        return opener.open(port);
      } catch (IOException e) {
        if (port == last) {
          throw e;
        }
      }
    }
    throw new IOException(
        "no port from %d to %d is free at %s".formatted(first, last, address.getHostAddress()));
  }
}
