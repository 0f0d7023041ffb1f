/// The Post Office Protocol, version 3 (RFC 1939), with its extensions: capabilities (RFC 2449),
/// authentication (RFC 5034), STLS (RFC 2595), after which TLS is analyzed below. Mails that are
/// fetched are told as MIME.
///
/// Clients may send commands before the one before has its reply; they wait here, ten at most. What
/// does not fit into the session is told by `pop3_unexpected`.
///
/// Weirds: `pop3_client_command_unknown`, `pop3_server_command_unknown`,
/// `pop3_client_too_many_pending_commands`, `pop3_client_sending_server_commands`,
/// `pop3_server_sending_client_commands`, `pop3_bad_base64_encoding`, `pop3_malformed_auth_plain`.
/// Too many unknown commands, and a reply that is none, are violations.
@NullMarked
package org.brood.analyzer.pop3;

import org.jspecify.annotations.NullMarked;
