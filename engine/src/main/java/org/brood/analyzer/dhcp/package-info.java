/// DHCP for IPv4 (RFC 2131) and its options (RFC 2132 and those that came after).
///
/// A message is a header of fixed length and options up to one that ends them. One without that
/// end, with an option that is longer than what is left, or with another cookie, which is BOOTP's,
/// is a violation, as is one that has no type; the latter is told all the same.
@NullMarked
package org.brood.analyzer.dhcp;

import org.jspecify.annotations.NullMarked;
