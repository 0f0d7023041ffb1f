/// The Simple Mail Transfer Protocol (RFC 5321) with mail in lines after DATA or in chunks after
/// BDAT (RFC 3030), AUTH (RFC 4954) and STARTTLS (RFC 3207), after which TLS is analyzed below.
///
/// What a client sends is understood by a state that commands and replies change. A command is
/// taken to succeed until the reply says otherwise, for clients do not wait; what does not fit is
/// told by `smtp_unexpected` and changes nothing. After lost bytes, lines of the client are passed
/// over until the server replies again.
///
/// Weirds: `smtp_excessive_pending_cmds`, `smtp_nested_mail_transaction`,
/// `smtp_unmatched_end_of_data`, `smtp_invalid_bdat_command`, `smtp_huge_bdat_chunk`,
/// `smtp_missing_bdat_last_chunk`, `smtp_bdat_…`. A reply without a code from 100 to 599 is a
/// violation.
@NullMarked
package org.brood.analyzer.smtp;

import org.jspecify.annotations.NullMarked;
