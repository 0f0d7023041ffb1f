package org.brood.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Packets with their times, and the capture file that they make.
public final class Capture {
  public static final int ETHERNET = 1;
  public static final int RAW = 101;

  private static final int MICROS = 0xa1b2c3d4;

  private final int linkType;
  private final List<Entry> entries = new ArrayList<>();

  /// A packet and when it was captured.
  ///
  /// @param micros since 1970
  /// @param wireLength how long it was
  public record Entry(long micros, byte[] bytes, int wireLength) {}

  public Capture(int linkType) {
    this.linkType = linkType;
  }

  public Capture add(long micros, byte[] packet) {
    return add(micros, packet, packet.length);
  }

  /// Adds a packet of which only the beginning was captured.
  public Capture add(long micros, byte[] packet, int wireLength) {
    entries.add(new Entry(micros, packet, wireLength));
    return this;
  }

  public List<Entry> entries() {
    return entries;
  }

  /// Puts the packets in order of time; those of the same time keep theirs.
  public Capture sort() {
    entries.sort(java.util.Comparator.comparingLong(Entry::micros));
    return this;
  }

  public int linkType() {
    return linkType;
  }

  /// A pcap file of microseconds.
  public byte[] pcap(ByteOrder order) {
    int size = 24;
    for (Entry entry : entries) {
      size += 16 + entry.bytes().length;
    }
    ByteBuffer file = ByteBuffer.allocate(size).order(order);
    file.putInt(MICROS).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    file.putInt(262_144).putInt(linkType);
    for (Entry entry : entries) {
      file.putInt((int) (entry.micros() / 1_000_000)).putInt((int) (entry.micros() % 1_000_000));
      file.putInt(entry.bytes().length).putInt(entry.wireLength()).put(entry.bytes());
    }
    return file.array();
  }

  public void write(Path file) throws IOException {
    Files.write(file, pcap(ByteOrder.LITTLE_ENDIAN));
  }
}
