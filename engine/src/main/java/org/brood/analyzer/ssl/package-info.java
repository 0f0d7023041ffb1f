/// SSL 2.0 and 3.0, TLS 1.0 to 1.3 (RFC 2246, 4346, 5246, 8446), and DTLS 1.0, 1.2 and 1.3 (RFC
/// 4347, 6347, 9147).
///
/// Further: extensions (RFC 6066, 8422, 7301, 9146), heartbeat (RFC 6520), tickets (RFC 5077),
/// certificate transparency (RFC 6962), stapled OCSP (RFC 6066).
///
/// Bytes pass through two layers. The record layer ([SslAnalyzer], [DtlsAnalyzer], and
/// [RecordLayer], which is what they have in common) cuts records and follows where encryption
/// begins; [Handshake] puts messages together from records, whose contents [HandshakeParser] and
/// [ExtensionParser] read. Certificates become files. With keys from scripts, application data of
/// one cipher suite is decrypted ([Decryption]) and given to the analyzers that its first bytes ask
/// for.
///
/// A record that has no known version or type, and a message that is shorter than what it says, is
/// no TLS: the analyzer leaves the connection with a violation. Limits are in [SslLimits]. Weirds:
/// `SSL_excessive_alerts_in_record`, `SSL_unclear_connection_direction`,
/// `SSL_zero_length_stapled_OCSP_message`, `SSL_too_many_certificates`,
/// `ssl_ext_unknown_server_name_type`, `zero_length_certificate`.
@NullMarked
package org.brood.analyzer.ssl;

import org.jspecify.annotations.NullMarked;
