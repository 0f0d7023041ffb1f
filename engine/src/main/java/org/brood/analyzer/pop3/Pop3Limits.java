package org.brood.analyzer.pop3;

import org.brood.event.Events;

/// What bounds the reading of POP3, with the scripts' settings.
///
/// @param maxPending how many commands may wait, 0 for any number
/// @param maxUnknown how many commands may be unknown, 0 for any number
record Pop3Limits(long maxPending, long maxUnknown) {
  static Pop3Limits of(Events events) {
    return new Pop3Limits(
        events.count("POP3::max_pending_commands", 10),
        events.count("POP3::max_unknown_client_commands", 10));
  }
}
