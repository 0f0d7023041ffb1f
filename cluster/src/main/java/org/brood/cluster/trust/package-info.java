/// Who may belong to a cluster: its authority, tokens to join, certificates, revocations, and the
/// TLS that all of them make.
///
/// Every connection between hosts is TLS 1.3 (RFC 8446) with certificates on both sides; only a
/// host that joins has none yet, and knows the authority by the fingerprint in its token.
/// Certificates follow RFC 5280.
@NullMarked
package org.brood.cluster.trust;

import org.jspecify.annotations.NullMarked;
