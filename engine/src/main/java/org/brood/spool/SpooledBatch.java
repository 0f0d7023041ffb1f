package org.brood.spool;

/// A batch on its way to a logger.
///
/// @param origin the id that its number counts in
/// @param sequence its number: a store has all of an origin's batches up to the highest one that it
///   has
/// @param checksum CRC32C of the bytes
/// @param bytes a [LogBatch] in binary form
public record SpooledBatch(RandomId origin, long sequence, int checksum, byte[] bytes) {
  /// @throws org.brood.bytes.Malformed if the bytes are not those that the sum was made of, or no
  ///   batch
  public LogBatch batch() {
    if (SpoolRecord.checksum(bytes) != checksum) {
      throw new org.brood.bytes.Malformed("batch and its checksum differ");
    }
    return LogBatch.parse(bytes);
  }
}
