package org.brood.analyzer.ftp;

import org.brood.event.Events;

/// What bounds the reading of FTP, with the scripts' settings.
///
/// @param maxCommand the longest command, 0 for any length
record FtpLimits(long maxCommand) {
  static FtpLimits of(Events events) {
    return new FtpLimits(events.count("FTP::max_command_length", 100));
  }
}
