package org.brood.capture.pcap;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.brood.capture.CaptureException;
import org.brood.capture.LinkType;

/// Writes a pcap file: microseconds, little-endian.
///
/// Packets are gathered in a native block and written when it is full, at [#flush] and at the end.
public final class PcapWriter implements AutoCloseable {
  private static final ValueLayout.OfInt LE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MICROS = 0xa1b2c3d4;
  private static final int VERSION = 4 << 16 | 2;
  private static final int FILE_HEADER = 24;
  private static final int PACKET_HEADER = 16;
  private static final int BLOCK = 1 << 20;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment block = arena.allocate(BLOCK, 64);
  private final ByteBuffer bytes = block.asByteBuffer();
  private final FileChannel channel;
  private final String path;
  private int used;

  private PcapWriter(String path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Creates the file, or goes on with it when `append` and something is in it.
  public static PcapWriter open(String path, int linkType, int snapLength, boolean append)
      throws CaptureException {
    if (path.isEmpty()) {
      throw new CaptureException("no filename given");
    }
    try {
      Path file = Path.of(path);
      boolean more = append && Files.exists(file) && Files.size(file) > 0;
      FileChannel channel =
          more
              ? FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
              : FileChannel.open(
                  file,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING);
      PcapWriter writer = new PcapWriter(path, channel);
      if (!more) {
        writer.header(linkType, snapLength);
      }
      return writer;
    } catch (IOException e) {
      throw new CaptureException(
          "problem opening dump file " + path + " (" + CaptureFile.reason(e) + ")");
    }
  }

  private void header(int linkType, int snapLength) {
    block.set(LE32, 0, MICROS);
    block.set(LE32, 4, VERSION);
    block.set(LE32, 8, 0);
    block.set(LE32, 12, 0);
    block.set(LE32, 16, snapLength);
    block.set(LE32, 20, LinkType.inFile(linkType));
    used = FILE_HEADER;
  }

  /// Adds one packet of `captured` bytes.
  public void write(MemorySegment segment, long offset, int captured, int wireLength, long nanos)
      throws CaptureException {
    if (used + PACKET_HEADER + captured > BLOCK) {
      flush();
    }
    block.set(LE32, used, (int) (nanos / 1_000_000_000L));
    block.set(LE32, used + 4, (int) (nanos % 1_000_000_000L / 1_000));
    block.set(LE32, used + 8, captured);
    block.set(LE32, used + 12, wireLength);
    MemorySegment.copy(segment, offset, block, used + PACKET_HEADER, captured);
    used += PACKET_HEADER + captured;
  }

  /// Hands everything to the operating system.
  public void flush() throws CaptureException {
    try {
      bytes.limit(used).position(0);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      used = 0;
    } catch (IOException e) {
      throw new CaptureException(
          "problem writing dump file " + path + " (" + CaptureFile.reason(e) + ")");
    }
  }

  @Override
  public void close() throws CaptureException {
    try (arena) {
      flush();
      channel.close();
    } catch (CaptureException e) {
      throw e;
    } catch (IOException e) {
      throw new CaptureException(
          "problem closing dump file " + path + " (" + CaptureFile.reason(e) + ")");
    }
  }
}
