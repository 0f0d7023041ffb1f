package org.brood.node;

import java.io.PrintStream;
import java.util.Locale;
import org.brood.worker.Worker;

/// A line on standard error that tells how far a capture has been read; nothing unless that is a
/// terminal.
final class Progress implements Worker.Progress {
  private static final long EVERY_NANOS = 250_000_000L;
  private static final int EVERY_PACKETS = 1024;

  private final PrintStream err;
  private final long totalBytes;
  private final boolean shown;
  private final long start;
  private long bytes;
  private long last;
  private boolean drawn;

  /// @param totalBytes the size of the captures together, 0 if it is not known
  Progress(PrintStream err, long totalBytes, boolean shown) {
    this.err = err;
    this.totalBytes = totalBytes;
    this.shown = shown;
    this.start = System.nanoTime();
    this.last = start;
  }

  @Override
  public void packet(long packets, int wireLength) {
    bytes += wireLength + 16L;
    if (!shown || packets % EVERY_PACKETS != 0) {
      return;
    }
    long now = System.nanoTime();
    if (now - last < EVERY_NANOS) {
      return;
    }
    last = now;
    drawn = true;
    double seconds = (now - start) / 1e9;
    double rate = bytes / seconds;
    String left = "";
    if (totalBytes > bytes) {
      left =
          String.format(
              Locale.ROOT,
              ", %d%%, %.0f s left",
              100 * bytes / totalBytes,
              (totalBytes - bytes) / rate);
    }
    err.printf(
        Locale.ROOT,
        "\r\u001b[K%.1f MB, %,d packets, %,.0f packets/s%s",
        bytes / 1e6,
        packets,
        packets / seconds,
        left);
    err.flush();
  }

  /// Takes the line away.
  void end() {
    if (drawn) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
