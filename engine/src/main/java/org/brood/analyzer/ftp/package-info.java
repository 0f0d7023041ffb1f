/// The control channel of the File Transfer Protocol (RFC 959, RFC 2428), over Telnet's lines. Its
/// data channels are analyzers of `org.brood.analyzer.filedata`, which scripts announce.
///
/// After AUTH TLS (RFC 4217) the connection is TLS's. After AUTH GSSAPI (RFC 2228) the tokens of
/// ADAT are decoded and given to TLS's analyzer, for GridFTP's are a handshake of TLS.
///
/// Weirds: `FTP_invalid_command`, `FTP_max_command_length_exceeded`, `partial_ftp_request`,
/// `ftp_adat_bad_first_token_encoding`. A reply without a code is a violation.
@NullMarked
package org.brood.analyzer.ftp;

import org.jspecify.annotations.NullMarked;
