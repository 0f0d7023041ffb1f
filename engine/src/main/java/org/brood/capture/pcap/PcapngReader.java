package org.brood.capture.pcap;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;

/// A pcapng file: blocks of sections, each with its byte order and its interfaces
/// (draft-ietf-opsawg-pcapng).
///
/// Packets come from enhanced, simple and the obsolete packet blocks; other blocks are passed. A
/// packet's time is in units of its interface.
final class PcapngReader extends FileSource {
  static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE = 1;
  private static final int OLD_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

  private static final int OPTION_END = 0;
  private static final int OPTION_TSRESOL = 9;
  private static final int OPTION_TSOFFSET = 14;
  private static final int OPTION_DROPCOUNT = 4;

  /// The largest block, as in libpcap.
  private static final int MAX_BLOCK = 1 << 24;

  /// How much of a block is looked at: a packet and its options.
  private static final int MAX_PACKET_BLOCK = BlockInput.WINDOW / 2;

  /// How many interfaces a section may have.
  private static final int MAX_INTERFACES = 65_536;

  private static final ValueLayout.OfShort BE16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort LE16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt LE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final List<Interface> interfaces = new ArrayList<>();
  private ValueLayout.OfInt u32 = LE32;
  private ValueLayout.OfShort u16 = LE16;
  private long dropped;

  /// What a section says about one interface; a unit of time is `10^-9 * numerator / denominator`.
  private record Interface(
      int linkType, int snapLength, boolean power2, int exponent, long offsetSeconds) {

    long nanos(long units) {
      if (power2) {
        long seconds = exponent >= 64 ? 0 : units >>> exponent;
        long fraction = exponent >= 64 ? units : units & (1L << exponent) - 1;
        double part = fraction / Math.scalb(1.0, exponent);
        return seconds * 1_000_000_000L + (long) (part * 1e9);
      }
      if (exponent <= 9) {
        return units * POWERS_OF_TEN[9 - exponent];
      }
      return exponent - 9 >= POWERS_OF_TEN.length
          ? 0
          : Long.divideUnsigned(units, POWERS_OF_TEN[exponent - 9]);
    }
  }

  private static final long[] POWERS_OF_TEN = powersOfTen();

  PcapngReader(String name, BlockInput input) throws IOException {
    super(name, input);
    if (!input.require(12)) {
      throw new CaptureException("truncated pcapng dump file");
    }
    int magic = input.window().get(PcapReader.BE32, input.start() + 8);
    if (magic != BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != BYTE_ORDER_MAGIC) {
      throw new CaptureException("unknown file format");
    }
  }

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  @Override
  boolean read(Frame frame) throws IOException {
    while (!atEnd) {
      if (block(frame)) {
        return true;
      }
    }
    return false;
  }

  /// Reads one block; whether it held a frame.
  private boolean block(Frame frame) throws IOException {
    if (!input.require(8)) {
      atEnd = true;
      if (input.available() == 0) {
        return false;
      }
      throw truncated(8);
    }
    int type = input.window().get(u32, input.start());
    if (type == SECTION_HEADER) {
      beginSection();
    }
    int length = input.window().get(u32, input.start() + 4);
    if (length < 12 || (length & 3) != 0 || length > MAX_BLOCK) {
      throw failed("block in pcapng dump file has a length of " + Integer.toUnsignedString(length));
    }
    boolean packet = type == OLD_PACKET || type == SIMPLE_PACKET || type == ENHANCED_PACKET;
    if (type != INTERFACE && !packet) {
      if (!input.discard(length)) {
        throw truncated(length);
      }
      return false;
    }
    if (length > MAX_PACKET_BLOCK) {
      throw failed("block in pcapng dump file has a length of " + length);
    }
    if (!input.require(length)) {
      throw truncated(length);
    }
    int body = input.start() + 8;
    int bodyLength = length - 12;
    pending = length;
    if (type == INTERFACE) {
      addInterface(body, bodyLength);
      input.skip(pending);
      pending = 0;
      return false;
    }
    if (type == ENHANCED_PACKET) {
      enhanced(frame, body, bodyLength);
    } else if (type == OLD_PACKET) {
      old(frame, body, bodyLength);
    } else {
      simple(frame, body, bodyLength);
    }
    return true;
  }

  private void beginSection() throws IOException {
    if (!input.require(28)) {
      throw truncated(28);
    }
    int magic = input.window().get(PcapReader.BE32, input.start() + 8);
    boolean big = magic == BYTE_ORDER_MAGIC;
    if (!big && Integer.reverseBytes(magic) != BYTE_ORDER_MAGIC) {
      throw failed("unknown byte order in section header of pcapng dump file");
    }
    u32 = big ? PcapReader.BE32 : LE32;
    u16 = big ? BE16 : LE16;
    interfaces.clear();
  }

  private void addInterface(int body, int length) throws CaptureException {
    if (length < 8) {
      throw failed("interface description block in pcapng dump file is too short");
    }
    if (interfaces.size() >= MAX_INTERFACES) {
      throw failed("too many interfaces in pcapng dump file");
    }
    MemorySegment window = input.window();
    int type = LinkType.ofFile(Short.toUnsignedInt(window.get(u16, body)));
    int snap = window.get(u32, body + 4);
    boolean power2 = false;
    int exponent = 6;
    int at = findOption(body + 8, body + length, OPTION_TSRESOL, 1);
    if (at >= 0) {
      int resolution = window.get(ValueLayout.JAVA_BYTE, at);
      power2 = (resolution & 0x80) != 0;
      exponent = resolution & 0x7f;
    }
    long offset = 0;
    at = findOption(body + 8, body + length, OPTION_TSOFFSET, 8);
    if (at >= 0) {
      offset = u64(at);
    }
    if (linkType < 0) {
      linkType = type;
    }
    interfaces.add(
        new Interface(type, snap <= 0 ? Integer.MAX_VALUE : snap, power2, exponent, offset));
  }

  /// Where the value of the first such option lies, or -1.
  private int findOption(int from, int end, int wanted, int minLength) {
    int at = from;
    while (at + 4 <= end) {
      int code = Short.toUnsignedInt(input.window().get(u16, at));
      int length = Short.toUnsignedInt(input.window().get(u16, at + 2));
      if (code == OPTION_END || at + 4 + length > end) {
        return -1;
      }
      if (code == wanted && length >= minLength) {
        return at + 4;
      }
      at += 4 + (length + 3 & ~3);
    }
    return -1;
  }

  private long u64(int at) {
    long first = Integer.toUnsignedLong(input.window().get(u32, at));
    long second = Integer.toUnsignedLong(input.window().get(u32, at + 4));
    return u32.order() == ByteOrder.LITTLE_ENDIAN ? second << 32 | first : first << 32 | second;
  }

  private void enhanced(Frame frame, int body, int length) throws CaptureException {
    if (length < 20) {
      throw failed("packet block in pcapng dump file is too short");
    }
    MemorySegment window = input.window();
    long units =
        Integer.toUnsignedLong(window.get(u32, body + 4)) << 32
            | Integer.toUnsignedLong(window.get(u32, body + 8));
    int captured = window.get(u32, body + 12);
    fill(
        frame,
        window.get(u32, body),
        units,
        captured,
        window.get(u32, body + 16),
        body + 20,
        length - 20);
    int options = body + 20 + (captured + 3 & ~3);
    int at = findOption(options, body + length, OPTION_DROPCOUNT, 8);
    if (at >= 0) {
      dropped += u64(at);
    }
  }

  private void old(Frame frame, int body, int length) throws CaptureException {
    if (length < 20) {
      throw failed("packet block in pcapng dump file is too short");
    }
    MemorySegment window = input.window();
    long units =
        Integer.toUnsignedLong(window.get(u32, body + 4)) << 32
            | Integer.toUnsignedLong(window.get(u32, body + 8));
    int id = Short.toUnsignedInt(window.get(u16, body));
    int lost = Short.toUnsignedInt(window.get(u16, body + 2));
    if (lost != 0xffff) {
      dropped += lost;
    }
    fill(
        frame,
        id,
        units,
        window.get(u32, body + 12),
        window.get(u32, body + 16),
        body + 20,
        length - 20);
  }

  /// A simple packet has no time, and belongs to the first interface.
  private void simple(Frame frame, int body, int length) throws CaptureException {
    if (length < 4) {
      throw failed("packet block in pcapng dump file is too short");
    }
    int wire = input.window().get(u32, body);
    int snap = interfaces.isEmpty() ? Integer.MAX_VALUE : interfaces.getFirst().snapLength();
    int captured = Math.min(Math.min(wire < 0 ? Integer.MAX_VALUE : wire, snap), length - 4);
    fill(frame, 0, 0, captured, wire, body + 4, length - 4);
  }

  private void fill(Frame frame, int id, long units, int captured, int wire, int data, int room)
      throws CaptureException {
    if (captured < 0 || captured > PcapReader.MAX_PACKET) {
      throw failed(
          "invalid packet capture length "
              + Integer.toUnsignedString(captured)
              + ", bigger than maximum of "
              + PcapReader.MAX_PACKET);
    }
    if (captured > room) {
      throw failed("captured length of a packet in pcapng dump file is more than its block");
    }
    if (id < 0 || id >= interfaces.size()) {
      frame.set(input.window(), data, captured, Math.max(wire, 0), 0, linkType);
      frame.weird = "pcapng_invalid_interface_number";
      frame.weirdDetail = Integer.toString(id);
      return;
    }
    Interface from = interfaces.get(id);
    long nanos = from.nanos(units) + from.offsetSeconds() * 1_000_000_000L;
    int wireLength = wire < 0 ? Integer.MAX_VALUE : wire;
    frame.set(input.window(), data, captured, wireLength, nanos, from.linkType());
    if (captured == 0 || wire == 0) {
      frame.weird = "empty_pcapng_header";
    } else if (nanos < 0) {
      frame.weird = "negative_packet_timestamp";
    } else {
      received++;
    }
  }

  private CaptureException truncated(int wanted) {
    return failed(
        "truncated pcapng dump file; tried to read "
            + wanted
            + " bytes, only got "
            + input.available());
  }

  @Override
  public long dropped() {
    return dropped;
  }
}
