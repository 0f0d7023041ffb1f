package org.brood.analyzer.imap;

/// A line.
///
/// @param tag by which a reply belongs to its command, `*` for what the server says by itself
/// @param word the command, or the first word of a reply
/// @param rest what follows, without blanks before it
record ImapMessage(String tag, String word, String rest) {}
