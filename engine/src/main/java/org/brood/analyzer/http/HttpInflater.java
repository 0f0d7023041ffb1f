package org.brood.analyzer.http;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Unpacks a body as it comes (RFC 1950, RFC 1951, RFC 1952), in small pieces, so that a bomb takes
/// time and no memory.
///
/// Which of the formats it is, the first bytes tell, not the header: servers mix them up, and some
/// send deflate without the zlib wrapper; when a delivery begins with what fits nothing, it is
/// tried as that.
final class HttpInflater {
  private static final int PIECE = 4096;
  private static final int TRAILER = 8;

  /// Who takes unpacked bytes and complaints.
  interface Sink {
    void inflated(MemorySegment data, long offset, int length);

    void weird(String name);
  }

  private final Sink sink;
  private final long most;
  private final MemorySegment piece = Arena.ofAuto().allocate(PIECE);
  private final ByteBuffer out = piece.asByteBuffer();
  private final CRC32 crc = new CRC32();
  private final ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
  private @Nullable Inflater inflater;
  private @Nullable GzipHeader gzip;
  private int firstByte = -1;
  private boolean detected;
  private long produced;
  private boolean over;

  HttpInflater(Sink sink) {
    this(sink, HttpLimits.MAX_INFLATED);
  }

  /// @param most how many bytes a body may have, give or take a piece
  HttpInflater(Sink sink, long most) {
    this.sink = sink;
    this.most = most;
  }

  /// Takes the next bytes of the body.
  void deliver(MemorySegment data, long offset, int length) {
    if (length == 0 || over) {
      return;
    }
    ByteBuffer in = data.asSlice(offset, length).asByteBuffer();
    Inflater open = inflater;
    if (open != null) {
      open.setInput(in);
    }
    boolean first = true;
    do {
      int got = 0;
      try {
        got = step(in);
      } catch (DataFormatException unfit) {
        if (first) {
          startRaw(in);
        } else {
          fail();
        }
      }
      first = false;
      if (got > 0) {
        sink.inflated(piece, 0, got);
      }
    } while (!over && in.hasRemaining());
  }

  /// Unpacks one piece.
  ///
  /// @return how long it is
  private int step(ByteBuffer in) throws DataFormatException {
    if (inflater == null && !open(in)) {
      return 0;
    }
    Inflater open = inflater;
    if (open == null) {
      return 0;
    }
    int before = in.position();
    int got = 0;
    if (!open.finished()) {
      out.clear();
      got = open.inflate(out);
      produced += got;
    }
    if (produced > most) {
      sink.weird("HTTP_inflated_body_too_large");
      end();
    } else if (open.finished()) {
      finish(in, got);
    } else if (open.needsDictionary() || got == 0 && in.position() == before) {
      fail();
    } else if (gzip != null) {
      crc.update(out.flip());
    }
    return got;
  }

  /// Finds out which format it is, and steps over a gzip header.
  ///
  /// @return whether a body can follow
  private boolean open(ByteBuffer in) throws DataFormatException {
    GzipHeader header = gzip;
    if (!detected) {
      if (firstByte < 0) {
        firstByte = Byte.toUnsignedInt(in.get());
        if (!in.hasRemaining()) {
          return false;
        }
      }
      detected = true;
      int second = Byte.toUnsignedInt(in.get(in.position()));
      if (firstByte != GzipHeader.FIRST || second != GzipHeader.SECOND) {
        startZlib(in);
        return true;
      }
      in.get();
      header = new GzipHeader();
      gzip = header;
    }
    if (header == null || !header.take(in)) {
      return false;
    }
    Inflater made = new Inflater(true);
    made.setInput(in);
    inflater = made;
    return in.hasRemaining();
  }

  private void startZlib(ByteBuffer in) throws DataFormatException {
    Inflater made = new Inflater();
    inflater = made;
    made.setInput(new byte[] {(byte) firstByte});
    out.clear();
    made.inflate(out);
    made.setInput(in);
  }

  private void startRaw(ByteBuffer in) {
    end();
    over = false;
    detected = true;
    gzip = null;
    Inflater made = new Inflater(true);
    made.setInput(in.rewind());
    inflater = made;
  }

  /// The compressed data is over; behind it comes gzip's checksum.
  private void finish(ByteBuffer in, int got) throws DataFormatException {
    if (gzip == null) {
      end();
      return;
    }
    if (got > 0) {
      crc.update(out.flip());
    }
    while (trailer.hasRemaining() && in.hasRemaining()) {
      trailer.put(in.get());
    }
    if (!trailer.hasRemaining()) {
      boolean sound =
          trailer.getInt(0) == (int) crc.getValue() && trailer.getInt(4) == (int) produced;
      if (!sound) {
        throw new DataFormatException();
      }
      end();
    }
  }

  private void fail() {
    sink.weird("inflate_failed");
    end();
  }

  /// No more will come.
  void end() {
    Inflater open = inflater;
    inflater = null;
    if (open != null) {
      open.end();
    }
    over = true;
  }
}
