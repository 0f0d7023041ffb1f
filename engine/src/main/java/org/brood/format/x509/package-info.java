/// Certificates (RFC 5280), their extensions, and the Online Certificate Status Protocol (RFC
/// 6960): what they say, and how OpenSSL prints it.
///
/// Texts are strings of one character a byte, for names may hold any bytes. What is broken is null.
@NullMarked
package org.brood.format.x509;

import org.jspecify.annotations.NullMarked;
