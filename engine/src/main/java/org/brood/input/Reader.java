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

  /// Reads some of what is new, or goes on with it; who cannot stop in between reads all.
  ///
  /// @param rows how many it may give
  /// @return whether there is more, for which it wants to be called again soon
  /// @throws ReadFailed if reading must end; said to the feed before
  default boolean update(boolean forced, int rows) throws ReadFailed {
    update(forced);
    return false;
  }

  void close();
}
