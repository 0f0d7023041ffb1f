/// The Internet Message Access Protocol (RFC 9051) up to the point where a client is let in or
/// STARTTLS hands the connection to TLS, which is analyzed below.
///
/// A line without a tag and a word behind it is a violation. Weirds: `IMAP: client sent duplicate
/// StartTLS`, `IMAP: server refused StartTLS`.
@NullMarked
package org.brood.analyzer.imap;

import org.jspecify.annotations.NullMarked;
