package org.brood.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether somebody is looking.
final class Terminal {
  private Terminal() {}

  /// Whether standard error goes to a terminal.
  static boolean isErr() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
