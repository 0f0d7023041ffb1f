package org.brood.capture.pcap;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;

/// A pcap file: 24 bytes of file header, then packets, each after a header of 16 bytes.
///
/// Both byte orders, microseconds and nanoseconds, and the "modified" format, whose packet headers
/// have eight bytes more. Formats before 2.4 wrote the two lengths in another order.
final class PcapReader extends FileSource {
  static final ValueLayout.OfInt BE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt LE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong BE64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LE64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int MICROS = 0xa1b2c3d4;
  private static final int NANOS = 0xa1b23c4d;
  private static final int MODIFIED = 0xa1b2cd34;
  private static final int FILE_HEADER = 24;
  private static final int PACKET_HEADER = 16;
  private static final int MODIFIED_PACKET_HEADER = 24;

  /// The largest packet that libpcap believes in.
  static final int MAX_PACKET = 262_144;

  private final ValueLayout.OfInt u32;
  private final ValueLayout.OfLong u64;
  private final boolean nanos;
  private final int packetHeader;
  private final int snapLength;
  private final int minorVersion;
  private final boolean oldLengths;

  PcapReader(String name, BlockInput input) throws IOException {
    super(name, input);
    int at = input.start();
    int magic = input.window().get(BE32, at);
    int swapped = Integer.reverseBytes(magic);
    boolean big = magic == MICROS || magic == NANOS || magic == MODIFIED;
    if (!big && swapped != MICROS && swapped != NANOS && swapped != MODIFIED) {
      throw new CaptureException("unknown file format");
    }
    u32 = big ? BE32 : LE32;
    u64 = big ? BE64 : LE64;
    int known = big ? magic : swapped;
    nanos = known == NANOS;
    packetHeader = known == MODIFIED ? MODIFIED_PACKET_HEADER : PACKET_HEADER;
    if (!input.require(FILE_HEADER)) {
      throw new CaptureException(
          "truncated dump file; tried to read "
              + FILE_HEADER
              + " file header bytes, only got "
              + input.available());
    }
    at = input.start();
    int versions = input.window().get(u32, at + 4);
    int major = big ? versions >>> 16 : versions & 0xffff;
    minorVersion = big ? versions & 0xffff : versions >>> 16;
    checkVersion(major);
    oldLengths = major == 2 && minorVersion <= 3;
    int snap = input.window().get(u32, at + 16);
    snapLength = snap <= 0 ? MAX_PACKET : snap;
    linkType = LinkType.ofFile(input.window().get(u32, at + 20) & 0x03ff_ffff);
    input.skip(FILE_HEADER);
  }

  private void checkVersion(int major) throws CaptureException {
    if (major < 2) {
      throw new CaptureException("archaic pcap savefile format");
    }
    if (major != 2 && major != 543) {
      throw new CaptureException("unsupported pcap savefile version " + major + "." + minorVersion);
    }
  }

  private int first(long pair) {
    return (int) (u64 == BE64 ? pair >>> Integer.SIZE : pair);
  }

  private int second(long pair) {
    return (int) (u64 == BE64 ? pair : pair >>> Integer.SIZE);
  }

  @Override
  boolean read(Frame frame) throws IOException {
    if (!input.require(packetHeader)) {
      atEnd = true;
      if (input.available() == 0) {
        return false;
      }
      throw failed(
          "truncated dump file; tried to read "
              + packetHeader
              + " header bytes, only got "
              + input.available());
    }
    int at = input.start();
    // Two fields with each access: this is done for every packet there is.
    long times = input.window().get(u64, at);
    long lengths = input.window().get(u64, at + 8);
    long seconds = Integer.toUnsignedLong(first(times));
    long fraction = Integer.toUnsignedLong(second(times));
    int captured = first(lengths);
    int wire = second(lengths);
    if (oldLengths && (minorVersion < 3 || Integer.compareUnsigned(captured, wire) > 0)) {
      int swap = captured;
      captured = wire;
      wire = swap;
    }
    if (captured < 0 || captured > MAX_PACKET) {
      throw failed(
          "invalid packet capture length "
              + Integer.toUnsignedString(captured)
              + ", bigger than maximum of "
              + MAX_PACKET);
    }
    input.skip(packetHeader);
    if (!input.require(captured)) {
      throw failed(
          "truncated dump file; tried to read "
              + captured
              + " captured bytes, only got "
              + input.available());
    }
    pending = captured;
    long time = seconds * 1_000_000_000L + (nanos ? fraction : fraction * 1_000L);
    frame.set(
        input.window(),
        input.start(),
        Math.min(captured, snapLength),
        wire < 0 ? Integer.MAX_VALUE : wire,
        time,
        linkType);
    if (captured == 0 || wire == 0) {
      frame.weird = "empty_pcap_header";
    } else {
      received++;
    }
    return true;
  }
}
