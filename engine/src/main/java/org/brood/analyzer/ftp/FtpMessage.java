package org.brood.analyzer.ftp;

/// Lines of the control channel.
sealed interface FtpMessage {

  /// @param command in upper case
  record Request(byte[] command, byte[] argument) implements FtpMessage {}

  /// @param code 0 for a line within a reply
  /// @param continues whether more lines of the same reply follow
  record Reply(int code, byte[] text, boolean continues) implements FtpMessage {}
}
