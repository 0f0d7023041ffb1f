package org.brood.input;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Where a reader's rows and troubles go: one stream of the input framework.
interface Feed {
  /// A row. Of a source that is read as a whole, what is not there at [#end] is gone.
  ///
  /// @param row values in the order of the columns, null for one that is missing
  /// @param place file and line for messages, empty if there is none
  void row(@Nullable Object[] row, Place place);

  /// A row that was there and is no more; only of sources that tell what changed.
  void gone(@Nullable Object[] row, Place place);

  /// The source was read as a whole.
  void end();

  /// Raises `Input::end_of_data` and no more.
  void endOfData();

  /// Bytes of a file to be analyzed.
  void data(MemorySegment bytes, int length);

  /// Where a row stands.
  ///
  /// @param file empty for a source without lines
  record Place(String file, long line) {
    static final Place NONE = new Place("", 0);
  }

  /// Says that something is odd.
  void warning(Place place, String text);

  /// Says that reading ends.
  void error(Place place, String text);

  /// Says that a value names no enumerator.
  void badEnum(Place place, String value);

  /// Says the same of the value of an option.
  void badOption(String value);
}
