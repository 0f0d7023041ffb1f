package org.brood.input;

/// What a reader does when its file is not there or cannot be read: it gives up if it is set so,
/// else it says so once and waits for better times.
final class FileTroubles {
  private final Feed feed;
  private final boolean fatal;
  private boolean said;

  FileTroubles(Feed feed, boolean fatal) {
    this.feed = feed;
    this.fatal = fatal;
  }

  /// Says what is wrong.
  ///
  /// @throws ReadFailed if the reader shall give up
  void tell(String text) throws ReadFailed {
    if (fatal) {
      feed.error(Feed.Place.NONE, text);
      throw new ReadFailed();
    }
    if (!said) {
      said = true;
      feed.warning(Feed.Place.NONE, text);
    }
  }

  /// Notes that all is well again.
  void over() {
    said = false;
  }
}
