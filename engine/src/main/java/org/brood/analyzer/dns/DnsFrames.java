package org.brood.analyzer.dns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.brood.bytes.ByteCursor;

/// Cuts what one side sends over TCP into messages, each of which has its length in two bytes
/// before it (RFC 1035, section 4.2.2).
///
/// After a loss, the bytes that follow fill up the message that was begun. A message has 65,535
/// bytes at most; room for it is made as its bytes come.
final class DnsFrames {
  private enum Next {
    LENGTH_HIGH,
    LENGTH_LOW,
    MESSAGE
  }

  private Next next = Next.LENGTH_HIGH;
  private MemorySegment kept = MemorySegment.NULL;
  private int size;
  private int have;

  /// Takes all bytes, and tells of each message that is whole.
  void take(ByteCursor in, Consumer<ByteCursor> told) {
    while (!in.isEmpty()) {
      switch (next) {
        case LENGTH_HIGH -> {
          size = in.u8() << 8;
          next = Next.LENGTH_LOW;
        }
        case LENGTH_LOW -> {
          size += in.u8();
          have = 0;
          next = Next.MESSAGE;
        }
        case MESSAGE -> message(in, told);
      }
    }
  }

  private void message(ByteCursor in, Consumer<ByteCursor> told) {
    int count = Math.clamp(size - have, 0, in.remaining());
    ByteCursor whole = null;
    if (count == size) {
      whole = new ByteCursor(in.segment(), in.address(), size);
    } else if (count > 0) {
      keep(in, count);
    }
    in.skip(count);
    if (whole == null && have >= size) {
      whole = new ByteCursor(kept, 0, size);
    }
    if (whole != null) {
      have = 0;
      next = Next.LENGTH_HIGH;
      told.accept(whole);
    }
  }

  private void keep(ByteCursor in, int count) {
    int needed = have + count;
    if (kept.byteSize() < needed) {
      long room = Math.min(size, Math.max(needed, 2 * kept.byteSize()));
      MemorySegment larger = Arena.ofAuto().allocate(room);
      MemorySegment.copy(kept, 0, larger, 0, have);
      kept = larger;
    }
    MemorySegment.copy(in.segment(), in.address(), kept, have, count);
    have = needed;
  }

  /// Tells of what came of a message that isn't whole; the connection closes. What comes after all
  /// begins with an empty message.
  void flush(Consumer<ByteCursor> told) {
    if (have > 0) {
      size = 0;
      told.accept(new ByteCursor(kept, 0, have));
    }
  }
}
