package org.brood.analyzer.smtp;

/// Parts of lines.
sealed interface SmtpMessage {

  /// A line of the client outside of a mail.
  ///
  /// @param word as it was written
  record Command(byte[] word, byte[] argument) implements SmtpMessage {}

  /// A line of the server.
  ///
  /// @param code from 100 to 599, -1 if it has none
  /// @param continues whether more lines of the same reply follow
  record Reply(int code, byte[] text, boolean continues) implements SmtpMessage {}

  /// What follows BDAT.
  ///
  /// @param size in bytes, unsigned
  record Chunk(long size, boolean last) implements SmtpMessage {}
}
