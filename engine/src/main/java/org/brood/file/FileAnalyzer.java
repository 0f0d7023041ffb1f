package org.brood.file;

import java.lang.foreign.MemorySegment;

/// Looks at the content of one file. A method that returns false wants to be taken off the file.
public interface FileAnalyzer {

  /// The next bytes in order.
  default boolean stream(MemorySegment data, long offset, int length) {
    return true;
  }

  /// Bytes at a place of the file, in any order.
  default boolean chunk(MemorySegment data, long offset, int length, long place) {
    return true;
  }

  /// Bytes that are lost.
  default boolean undelivered(long place, long length) {
    return true;
  }

  /// The file is over.
  default boolean end() {
    return true;
  }

  /// The file, or this analyzer, is gone.
  default void done() {}
}
