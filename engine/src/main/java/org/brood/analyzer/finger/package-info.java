/// The Finger user information protocol (RFC 1288): a line that asks for a user, here or on another
/// host, and lines of text that answer.
///
/// A line of 1,000 bytes is cut: the weird `contentline_size_exceeded`. A client that closes
/// without having asked is the weird `partial_finger_request`.
@NullMarked
package org.brood.analyzer.finger;

import org.jspecify.annotations.NullMarked;
