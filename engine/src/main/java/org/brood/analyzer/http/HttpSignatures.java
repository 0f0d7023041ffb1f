package org.brood.analyzer.http;

import org.brood.conn.Conn;
import org.brood.flow.Side;
import java.lang.foreign.MemorySegment;

/// Who matches signatures on parts of HTTP messages. Does nothing until [HttpProtocol#signatures] is given another.
public interface HttpSignatures {
  /// Matches nothing.
  HttpSignatures NONE = (_, _, _, _, _, _, _, _, _) -> {};

  /// The part that a signature's condition names.
  enum Part {
    REQUEST("http-request"),
    REQUEST_HEADER("http-request-header"),
    REQUEST_BODY("http-request-body"),
    REPLY_HEADER("http-reply-header"),
    REPLY_BODY("http-reply-body");

    private final String condition;

    Part(String condition) {
      this.condition = condition;
    }

    public String condition() {
      return condition;
    }
  }

  /// Looks at some bytes.
  ///
  /// @param begins whether these are the first bytes of what is looked at: `^` fits here
  /// @param ends whether they are the last: `$` fits behind them
  /// @param anew whether what was seen before is forgotten first
  void match(
      Conn conn,
      Part part,
      MemorySegment data,
      long offset,
      int length,
      Side from,
      boolean begins,
      boolean ends,
      boolean anew);
}
