/// Syslog over UDP (RFC 3164, section 4.1): a priority between angle brackets, and a text. A
/// message without a priority is a text alone. A priority that is none is a violation.
@NullMarked
package org.brood.analyzer.syslog;

import org.jspecify.annotations.NullMarked;
