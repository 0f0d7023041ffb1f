package org.brood.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A batch as it lies in a segment of a spool: a head of 24 bytes, then the batch.
///
/// The head has a sum of its own, so that a length can be trusted before the batch is read:
///
/// ```
/// magic "BSR1" | length | sequence (8 bytes) | CRC32C of the batch | CRC32C of the head until here
/// ```
///
/// @param sequence the batch's number in its spool
/// @param length of the batch
/// @param checksum of the batch
record SpoolRecord(long sequence, int length, int checksum) {
  static final int HEAD_BYTES = 24;
  private static final int MAGIC = 0x42535231;
  private static final int SUMMED = HEAD_BYTES - Integer.BYTES;

  static SpoolRecord of(long sequence, byte[] batch) {
    return new SpoolRecord(sequence, batch.length, checksum(batch));
  }

  static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }

  /// Where the next record begins if this one begins at `at`.
  long after(long at) {
    return at + HEAD_BYTES + length;
  }

  void put(ByteBuffer out) {
    int start = out.position();
    out.putInt(MAGIC).putInt(length).putLong(sequence).putInt(checksum);
    out.putInt(headSum(out, start));
  }

  private static int headSum(ByteBuffer bytes, int start) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(start).limit(start + SUMMED));
    return (int) crc.getValue();
  }

  /// The head at the buffer's position, null if there is none that is whole.
  static @Nullable SpoolRecord read(ByteBuffer in) {
    if (in.remaining() < HEAD_BYTES) {
      return null;
    }
    int start = in.position();
    int magic = in.getInt();
    int length = in.getInt();
    long sequence = in.getLong();
    int checksum = in.getInt();
    boolean whole =
        magic == MAGIC
            && in.getInt() == headSum(in, start)
            && length >= 0
            && length <= LogBatch.MAX_BYTES;
    return whole ? new SpoolRecord(sequence, length, checksum) : null;
  }
}
