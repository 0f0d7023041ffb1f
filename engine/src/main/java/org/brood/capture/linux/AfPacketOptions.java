package org.brood.capture.linux;

import org.brood.capture.CaptureException;

/// How an interface is captured by `AF_PACKET` (packet(7)).
///
/// @param ringBytes size of the ring that the kernel fills
/// @param blockBytes size of a block of it: a power of two times the page size
/// @param blockMillis after how many milliseconds a block is handed on that is not full
/// @param fanout how packets are shared with other sockets of the same group
/// @param fanoutId the group's number, 0 to 65535; of no meaning without fanout
/// @param defragment whether the kernel puts IP fragments together before it shares
/// @param hardwareTime whether packets carry the time of the network card
public record AfPacketOptions(
    long ringBytes,
    int blockBytes,
    int blockMillis,
    Fanout fanout,
    int fanoutId,
    boolean defragment,
    boolean hardwareTime) {

  /// Which socket of a group gets a packet.
  public enum Fanout {
    /// There is no group: all packets come.
    NONE(0),
    /// The one for the hash of the flow, equal in both directions.
    HASH(0),
    /// The one for the processor that received it.
    CPU(2),
    /// The one for the queue of the network card.
    QUEUE(5);

    final int code;

    Fanout(int code) {
      this.code = code;
    }
  }

  private static final int PAGE = 4096;
  private static final int MAX_BLOCK = 1 << 28;
  private static final int MAX_FANOUT_ID = 65_535;

  /// Rings of 128 MiB, blocks of 512 KiB, ten milliseconds, no fanout.
  public static AfPacketOptions standard() {
    return new AfPacketOptions(128L << 20, 1 << 19, 10, Fanout.NONE, 0, false, false);
  }

  int blocks() {
    return (int) Math.max(2, ringBytes / blockBytes);
  }

  /// Says what the kernel would refuse, in words that name the setting.
  void check() throws CaptureException {
    if (blockBytes < PAGE || blockBytes > MAX_BLOCK || blockBytes % PAGE != 0) {
      throw new CaptureException(
          "block size of " + blockBytes + " bytes: it must be a multiple of " + PAGE);
    }
    if (ringBytes / blockBytes > Integer.MAX_VALUE / 2) {
      throw new CaptureException("ring of " + ringBytes + " bytes has too many blocks");
    }
    if (fanoutId < 0 || fanoutId > MAX_FANOUT_ID) {
      throw new CaptureException("fanout id " + fanoutId + ": it must be 0 to " + MAX_FANOUT_ID);
    }
  }
}
