/// Mail as its protocols carry it: the events of MIME (RFC 5322, RFC 2045), and files for its
/// parts.
///
/// A mail protocol's analyzer makes a [MimeMail] for each message and gives it the lines.
@NullMarked
package org.brood.analyzer.mime;

import org.jspecify.annotations.NullMarked;
