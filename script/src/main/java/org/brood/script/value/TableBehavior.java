package org.brood.script.value;

import org.jspecify.annotations.Nullable;

/// The attributes of a table at run time.
///
/// @param defaultValue the value for a missing index; copied when handed out if it can be changed
/// @param defaultFunction called with the index for a missing index
/// @param defaultInsert whether the default is inserted
/// @param expiry NONE or which access starts the clock
/// @param expireAfter gives the interval in seconds, asked at each check; negative for never
/// @param expireFunction called before an entry expires: gives a further delay
/// @param onChange called after a change
/// @param ordered whether it is walked through in order of insertion whatever the seed
public record TableBehavior(
    @Nullable Object defaultValue,
    @Nullable Func defaultFunction,
    boolean defaultInsert,
    Expiry expiry,
    @Nullable Delay expireAfter,
    @Nullable Func expireFunction,
    @Nullable Func onChange,
    boolean ordered) {

  /// The behavior of a table that has `&ordered` and nothing else.
  public static final TableBehavior ORDERED =
      new TableBehavior(null, null, false, Expiry.NONE, null, null, null, true);

  /// Which access starts an entry's clock.
  public enum Expiry {
    NONE,
    CREATE,
    READ,
    WRITE
  }

  /// An interval that may change.
  @FunctionalInterface
  public interface Delay {
    double seconds();
  }

  /// The attributes of a copy of the table: its functions have variables of their own.
  public TableBehavior copied() {
    return defaultFunction == null
        ? this
        : new TableBehavior(
            defaultValue,
            defaultFunction.copied(),
            defaultInsert,
            expiry,
            expireAfter,
            expireFunction,
            onChange,
            ordered);
  }

  public boolean expires() {
    return expiry != Expiry.NONE;
  }

  public boolean readTouches() {
    return expiry == Expiry.READ;
  }

  public boolean writeTouches() {
    return expiry == Expiry.READ || expiry == Expiry.WRITE;
  }
}
