package org.brood.analyzer.pop3;

import org.jspecify.annotations.Nullable;

/// A line.
///
/// @param word what it begins with, empty if it is empty
/// @param command what that is, null if it is not known
/// @param argument what follows
record Pop3Message(String word, @Nullable Pop3Command command, String argument) {}
