package org.brood.input;

/// What reads one source and gives its rows to a [Feed].
///
/// The worker calls [#update] at the beginning, when a script asks for it, and, if the mode is not
/// manual, at each heartbeat.
interface Reader {
  /// Opens the source.
  ///
  /// @throws ReadFailed if it cannot be read; said to the feed before
  void open() throws ReadFailed;

  /// Reads what is new.
  ///
  /// @param forced whether a script asks for it, which rereads a source that has not changed
  /// @throws ReadFailed if reading must end; said to the feed before
  void update(boolean forced) throws ReadFailed;

  void close();
}
