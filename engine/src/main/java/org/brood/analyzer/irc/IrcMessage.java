package org.brood.analyzer.irc;

/// A line.
///
/// @param prefix who sent it, empty if it does not say
/// @param code the number of a reply, 0 for a command
/// @param command in upper case, empty for a reply
/// @param params all that follows
record IrcMessage(String prefix, int code, String command, String params) {}
