package org.brood.analyzer.ssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.brood.analyzer.AnalyzerContext;
import org.brood.bytes.ByteCursor;
import org.jspecify.annotations.Nullable;

/// Puts one handshake message of a side together from its fragments (RFC 6347, section 4.2.3).
///
/// Which fragments are there is known by the numbers of their records: those of a message follow
/// one another, from the one at offset 0 to the one that reaches the end. A fragment of another
/// message takes the place of what was there.
final class DtlsFragments {
  private static final long NOTHING = -1;

  private final AnalyzerContext context;
  private MemorySegment bytes = MemorySegment.NULL;
  private int messageNumber;
  private int length;
  private long first;
  private long last;
  private boolean hasStart;

  /// Bit i stands for the record with number `first + i`.
  private long seen;

  DtlsFragments(AnalyzerContext context) {
    this.context = context;
  }

  /// What stands before each fragment.
  ///
  /// @param length of the whole message
  /// @param number of the message
  record Header(int type, int length, int number, int offset, int fragmentLength) {
    static Header parse(ByteCursor in) {
      return new Header(in.u8(), in.u24(), in.u16(), in.u24(), in.u24());
    }

    boolean isWhole() {
      return offset == 0 && length == fragmentLength;
    }
  }

  /// Adds a fragment, the rest of its record.
  ///
  /// @return the whole message when this was what was missing of it
  @Nullable ByteCursor add(Header header, long sequence, ByteCursor in) {
    int count = in.remaining();
    long from = in.address();
    in.skip(count);
    if (header.length() > SslLimits.MAX_DTLS_MESSAGE) {
      context.violation(
          "DTLS record length %d larger than allowed maximum.".formatted(header.length()));
      return null;
    }
    if (bytes.byteSize() == 0 || messageNumber != header.number() || length != header.length()) {
      begin(header, sequence);
    }
    if (!place(header, sequence)) {
      return null;
    }
    if (count != header.fragmentLength()) {
      context.violation("DTLS handshake record length does not match packet length");
      return null;
    }
    if (header.offset() + header.fragmentLength() > length) {
      context.violation("DTLS handshake fragment trying to write past end of buffer");
      return null;
    }
    seen |= 1L << sequence - first;
    MemorySegment.copy(in.segment(), from, bytes, header.offset(), count);
    if (header.offset() + count == length) {
      last = sequence;
    }
    return isComplete() ? new ByteCursor(bytes, 0, length) : null;
  }

  private void begin(Header header, long sequence) {
    bytes = Arena.ofAuto().allocate(Math.max(1, header.length()));
    messageNumber = header.number();
    length = header.length();
    first = sequence;
    last = NOTHING;
    hasStart = false;
    seen = 0;
  }

  /// @return whether the fragment is new and may be one of this message
  private boolean place(Header header, long sequence) {
    if (Math.abs(first - sequence) >= SslLimits.DTLS_WINDOW) {
      context.violation("DTLS handshake fragment sequence number outside reassembly window.");
      return false;
    }
    if (sequence < first) {
      if (hasStart) {
        context.violation("Saw second and different first message fragment for handshake.");
        return false;
      }
      seen <<= first - sequence;
      first = sequence;
    }
    if (header.offset() == 0) {
      hasStart = true;
    }
    return (seen >>> sequence - first & 1) == 0;
  }

  private boolean isComplete() {
    if (last == NOTHING || !hasStart) {
      return false;
    }
    long behind = last - first;
    if (behind > SslLimits.MAX_DTLS_FRAGMENTS) {
      context.violation(
          "DTLS Message fragmented over more than %d pieces. Cannot reassemble."
              .formatted(SslLimits.MAX_DTLS_FRAGMENTS));
      return false;
    }
    if (behind < 0) {
      return false;
    }
    long wanted = (1L << behind + 1) - 1;
    return (seen & wanted) == wanted;
  }
}
