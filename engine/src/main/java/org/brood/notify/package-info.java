/// Notices on their way to people and programs: mail by submission (RFC 6409, with STARTTLS by RFC
/// 3207 or TLS from the beginning by RFC 8314) and HTTP requests.
///
/// Limits: 1,000 parcels of a kind wait, one more is dropped; each is tried four times; a server
/// has 20 seconds to answer; what is left when the program ends has ten seconds.
@NullMarked
package org.brood.notify;

import org.jspecify.annotations.NullMarked;
