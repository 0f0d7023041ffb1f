package org.brood.analyzer;

import java.lang.foreign.MemorySegment;
import org.brood.conn.Conn;
import org.brood.flow.Side;

/// Recognises protocols by signatures on the bytes of a connection.
public interface Detection {

  /// What is recognised on one connection.
  interface Matching {
    /// Looks at further bytes; what is found is told to the tree.
    ///
    /// @param first whether these are the first bytes of this side
    void bytes(MemorySegment data, long offset, int length, Side from, boolean first);

    /// The stream of a side ended, or the datagram did.
    void end(Side from);
  }

  /// Told when a signature asks for an analyzer.
  interface Found {
    void enable(String tag);
  }

  /// Begins with a connection.
  Matching begin(Conn conn, boolean stream, Found found);
}
