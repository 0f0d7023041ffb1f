package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.capture.LinkType;

/// The radiotap header before an IEEE 802.11 frame (radiotap.org): skipped.
final class RadiotapAnalyzer extends PacketAnalyzer {
  private static final ValueLayout.OfShort LE16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  RadiotapAnalyzer(Decoder decoder) {
    super(decoder, "IEEE802_11_RADIO");
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    int header = length <= 3 ? length : Short.toUnsignedInt(data.get(LE16, offset + 2));
    if (header >= length) {
      weird("truncated_radiotap_header", packet);
      return false;
    }
    return forward(packet, data, offset + header, length - header, LinkType.IEEE802_11);
  }
}
