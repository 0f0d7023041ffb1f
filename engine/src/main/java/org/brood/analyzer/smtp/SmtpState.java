package org.brood.analyzer.smtp;

/// Where a session is. Events tell the number.
enum SmtpState {
  CONNECTED,
  INITIATED,
  NOT_AVAILABLE,
  READY,
  MAIL_OK,
  RCPT_OK,
  IN_DATA,
  AFTER_DATA,
  IN_AUTH,
  IN_TLS,
  QUIT,
  AFTER_GAP,
  GAP_RECOVERY,
  IN_BDAT
}
