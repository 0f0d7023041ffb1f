/// The Extensible Messaging and Presence Protocol (RFC 6120) up to the point where it is clear that
/// it goes on without TLS, or STARTTLS hands the connection to TLS, which is analyzed below.
///
/// Only the names of XML's tags are read. What is none is a violation. Weird: `XMPP: proceed
/// without starttls`.
@NullMarked
package org.brood.analyzer.xmpp;

import org.jspecify.annotations.NullMarked;
