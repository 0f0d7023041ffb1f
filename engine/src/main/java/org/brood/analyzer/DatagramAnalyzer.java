package org.brood.analyzer;

import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.flow.Side;

/// Parses datagrams.
public interface DatagramAnalyzer extends ProtocolAnalyzer {

  /// Parses one datagram.
  ///
  /// @throws Malformed when this cannot be the protocol: counts as a violation, the next datagram
  ///   comes all the same
  void datagram(ByteCursor in, Side from) throws Malformed;
}
