package org.brood.format.mime;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Who is told what is in an entity and its parts. What is passed as a segment is valid during the
/// call.
public interface MimeSink {
  /// What kind of thing is wrong.
  enum Problem {
    ILLEGAL_FORMAT("illegal format"),
    ILLEGAL_ENCODING("illegal encoding");

    private final String text;

    Problem(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  void begin(MimeEntity entity);

  void end(MimeEntity entity);

  void header(MimeHeader header);

  /// All headers of an entity have come.
  ///
  /// @param headers those that were kept, in order
  void headers(List<MimeHeader> headers);

  /// A decoded piece of a body, at most [#pieceSize] bytes.
  void data(MemorySegment data, long offset, int length);

  /// How long the next piece may be, at least 1.
  int pieceSize();

  void problem(Problem kind, String detail);

  void weird(String name, String detail);

  /// A header is longer than it may be; the rest of it is left out.
  void headerCut();

  /// Something is wrong with base64.
  void base64Problem(String detail);
}
