package org.brood.analyzer.syslog;

/// A message.
///
/// @param facility what it comes from, [#NO_PRIORITY] if it does not say
/// @param severity how bad it is, likewise
/// @param text all that follows
record SyslogMessage(int facility, int severity, byte[] text) {
  static final int NO_PRIORITY = 999;
}
