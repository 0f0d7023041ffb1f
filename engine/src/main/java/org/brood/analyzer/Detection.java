package org.brood.analyzer;

import java.lang.foreign.MemorySegment;
import org.brood.conn.Conn;
import org.brood.decode.Packet;
import org.brood.flow.Side;
import org.jspecify.annotations.Nullable;

/// Recognises protocols by signatures on the bytes of a connection.
public interface Detection {

  /// What is recognised on one connection.
  interface Matching {
    /// Whether [#first] need not be told of this side any more.
    boolean hasBegun(Side from);

    /// Begins with a side, of which this is the first packet.
    ///
    /// @param packet null if the stream came out of another one, without packets of its own
    void first(Side from, @Nullable Packet packet);

    /// Begins with a side whose first packet could wait.
    void resume(Side from);

    /// Looks at further bytes of a type; what is found is told to [Found].
    ///
    /// @param bol whether the text starts here; payload knows by itself
    /// @param eol whether it ends here
    /// @param clear whether what came before is forgotten
    void match(
        PatternType type,
        MemorySegment data,
        long offset,
        int length,
        Side from,
        boolean bol,
        boolean eol,
        boolean clear);

    /// Forgets the bytes of a side: the next datagram is a text of its own.
    void clear(Side from);

    /// The connection ends.
    void finish();
  }

  /// Told when a signature asks for an analyzer.
  interface Found {
    /// @param below the tag of the analyzer below which it is wanted, empty for the usual place
    void enable(String tag, String below);
  }

  /// Begins with a connection.
  Matching begin(Conn conn, Found found);

  /// Whether anything is recognised by bytes of a type.
  boolean looksAt(PatternType type);

  /// Whether nothing can be recognised by this first packet of a side alone, nor at the end if no
  /// payload follows: then [#begin] may wait for payload, and need not be told of the packet.
  boolean canWait(Packet packet);
}
