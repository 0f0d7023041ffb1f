/// SSH up to the point where it is encrypted, and what the lengths of encrypted packets tell of
/// authentication after that.
///
/// Versions are exchanged as lines (RFC 4253, section 4.2); a server may send other lines before.
/// Packets of version 2 (RFC 4253, section 6) are read until the new keys are used: the algorithms
/// that both sides offer, and the messages of each method of key exchange: Diffie-Hellman (RFC
/// 4253, section 8), with chosen groups (RFC 4419), elliptic curves (RFC 5656, RFC 8731) and what
/// joins them with quantum-safe methods, RSA (RFC 4432), GSS (RFC 4462). Of version 1, the packet
/// with the keys of the server and that with the session's key are read.
///
/// Lengths above the scripts' limits are cut and told: `SSH_max_packet_length_exceeded`,
/// `SSH_max_string_length_exceeded`, `SSH_max_kexinit_…_exceeded`. A method of key exchange that is
/// not known is the weird `ssh_unknown_kex_algorithm`. What cannot be read is a violation.
@NullMarked
package org.brood.analyzer.ssh;

import org.jspecify.annotations.NullMarked;
