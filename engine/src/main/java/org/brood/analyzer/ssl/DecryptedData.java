package org.brood.analyzer.ssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.brood.analyzer.AnalyzerContext;
import org.brood.flow.Side;

/// What was decrypted of a connection, on its way to the analyzers that its first bytes ask for.
final class DecryptedData {
  private final AnalyzerContext context;
  private boolean begun;

  DecryptedData(AnalyzerContext context) {
    this.context = context;
  }

  /// Hands on application data.
  ///
  /// @param length how many of the bytes are data
  void forward(byte[] plain, int length, Side from) {
    if (!begun) {
      begun = true;
      context.addDetection();
    }
    context.forward(segment(plain, length), 0, length, from);
  }

  /// Bytes where analyzers want them: outside of the heap.
  static MemorySegment segment(byte[] bytes, int length) {
    MemorySegment data = Arena.ofAuto().allocate(Math.max(1, length));
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, data, 0, length);
    return data;
  }
}
