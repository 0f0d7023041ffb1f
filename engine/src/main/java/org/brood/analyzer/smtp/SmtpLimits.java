package org.brood.analyzer.smtp;

import org.brood.event.Events;

/// What bounds the reading of SMTP, with the scripts' settings.
///
/// @param maxChunkLine the longest line within chunks; what is longer is cut
/// @param wholeMails whether a mail as a whole is a file too
record SmtpLimits(int maxChunkLine, boolean wholeMails) {

  /// How many commands may wait for a reply, behind the first one.
  static final int MAX_WAITING = 1000;

  private static final int MOST = 1 << 24;

  static SmtpLimits of(Events events) {
    long line = events.count("SMTP::bdat_max_line_length", 4096);
    return new SmtpLimits(
        Math.clamp(line, 1, MOST), events.bool("SMTP::enable_rfc822_msg_file_analysis", false));
  }
}
