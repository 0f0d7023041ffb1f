package org.brood.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brood.testkit.Capture;
import org.brood.testkit.Frames;
import org.brood.testkit.OfficeMorning;

/// A capture of some hundred MiB: mornings in small offices, one after the other, each with its own
/// addresses.
final class BenchCapture {
  /// Between two mornings, so that connections of one have ended before the next.
  private static final long DAY_MICROS = 86_400_000_000L;

  private static final int FILE_HEADER = 24;

  private BenchCapture() {}

  /// Writes the capture; the same for the same size. Checksums are not mended.
  static void write(Path file, long bytes) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(new Capture(Capture.ETHERNET).pcap(ByteOrder.LITTLE_ENDIAN));
      long written = FILE_HEADER;
      for (int morning = 0; written < bytes; morning++) {
        Capture part = new Capture(Capture.ETHERNET);
        List<Capture.Entry> entries = OfficeMorning.make(morning + 1).entries();
        for (Capture.Entry entry : entries) {
          byte[] packet = entry.bytes();
          Frames.move(packet, morning);
          part.add(entry.micros() + morning * DAY_MICROS, packet, entry.wireLength());
        }
        byte[] pcap = part.pcap(ByteOrder.LITTLE_ENDIAN);
        out.write(pcap, FILE_HEADER, pcap.length - FILE_HEADER);
        written += pcap.length - FILE_HEADER;
      }
    }
  }
}
