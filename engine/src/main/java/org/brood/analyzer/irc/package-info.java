/// Internet Relay Chat (RFC 2812, RFC 2813), with tags before lines as IRCv3 has them, and
/// STARTTLS, after which TLS is analyzed below. Files that are sent directly from client to client
/// come over connections of their own, which scripts announce.
///
/// Lines of more than 512 bytes are passed over: the weird `irc_line_size_exceeded` once the
/// protocol is sure. What does not have the form of its command is one of the weirds
/// `irc_invalid_…`; a line without command is a violation. Links of servers that compress are not
/// followed.
@NullMarked
package org.brood.analyzer.irc;

import org.jspecify.annotations.NullMarked;
