package org.brood.analyzer.dhcp;

import java.util.List;
import org.brood.script.value.Addr;

/// A message.
///
/// @param operation 1 for what clients send, 2 for what servers do
/// @param type what it is about, 0 if it does not say
/// @param seconds since the client began
/// @param clientHardware 16 bytes
/// @param serverName 64 bytes
/// @param file 128 bytes
/// @param options in order, without padding's content and without the end
record DhcpMessage(
    int operation,
    int type,
    long transaction,
    int seconds,
    int flags,
    Addr client,
    Addr yours,
    Addr nextServer,
    Addr relay,
    byte[] clientHardware,
    byte[] serverName,
    byte[] file,
    List<Option> options) {

  /// An option.
  ///
  /// @param value empty for padding
  record Option(int code, byte[] value) {}
}
