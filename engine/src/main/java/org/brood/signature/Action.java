package org.brood.signature;

import org.brood.event.EventType;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// What happens when a signature matches.
sealed interface Action {

  /// `event`: raises an event.
  ///
  /// @param message null for an event that takes none
  /// @param withEnd whether it takes the place where the match ended
  record Raise(EventType event, @Nullable Str message, boolean withEnd) implements Action {}

  /// `file-mime`: tells the type of a file.
  record Mime(String type, long strength) implements Action {}

  /// `enable`: adds an analyzer to the connection.
  ///
  /// @param below the analyzer below which it is added, empty for the usual place
  record Enable(String tag, String below) implements Action {}

  /// `disable`: accepted, without effect.
  record Disable(String tag) implements Action {}
}
