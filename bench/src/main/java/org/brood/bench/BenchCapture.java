package org.brood.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brood.testkit.Capture;
import org.brood.testkit.OfficeMorning;

/// A capture of some hundred MiB: mornings in small offices, one after the other, each with its own
/// addresses.
final class BenchCapture {
  /// Between two mornings, so that connections of one have ended before the next.
  private static final long DAY_MICROS = 86_400_000_000L;

  private static final int FILE_HEADER = 24;
  private static final int ETHERNET_HEADER = 14;
  private static final int IPV4 = 0x0800;
  private static final int SOURCE = ETHERNET_HEADER + 12;
  private static final int DESTINATION = ETHERNET_HEADER + 16;

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
          move(packet, morning);
          part.add(entry.micros() + morning * DAY_MICROS, packet, entry.wireLength());
        }
        byte[] pcap = part.pcap(ByteOrder.LITTLE_ENDIAN);
        out.write(pcap, FILE_HEADER, pcap.length - FILE_HEADER);
        written += pcap.length - FILE_HEADER;
      }
    }
  }

  /// Gives both IPv4 addresses another second byte, and a third if there are many mornings.
  private static void move(byte[] packet, int morning) {
    ByteBuffer bytes = ByteBuffer.wrap(packet);
    if (packet.length < DESTINATION + 4
        || Short.toUnsignedInt(bytes.getShort(ETHERNET_HEADER - 2)) != IPV4) {
      return;
    }
    for (int at : new int[] {SOURCE, DESTINATION}) {
      packet[at + 1] ^= (byte) morning;
      packet[at + 2] ^= (byte) (morning >>> 8);
    }
  }
}
