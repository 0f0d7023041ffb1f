/// The Network Time Protocol, versions 1 to 4: the messages that set clocks (RFC 5905, section 7.3,
/// with the extension fields of RFC 5906), the control messages of mode 6 (RFC 1119, RFC 9327), and
/// the private ones of mode 7, as ntpd has them.
///
/// A message that is cut off, or whose extension fields cannot be what they say, is a violation.
@NullMarked
package org.brood.analyzer.ntp;

import org.jspecify.annotations.NullMarked;
