package org.brood.script.tree;

import org.jspecify.annotations.Nullable;

/// The attributes of one table or set, evaluated when the table is made.
///
/// @param defaultValue `&default` or `&default_insert`: a value of the table's value type, or of a
///   function type that takes the index and gives one
/// @param defaultIsFunction whether `defaultValue` is that function, to be called for each missing
///   index
/// @param defaultInsert whether a missing index is inserted with the default
/// @param expiry which access starts the clock; NONE without `&create_expire`, `&read_expire`,
///   `&write_expire`
/// @param expireAfter the interval expression of the expiry attribute; evaluated again at each
///   check, for it may be an option
/// @param expireFunction `&expire_func`
/// @param onChange `&on_change`
/// @param ordered `&ordered`
public record TableAttrs(
    @Nullable Expr defaultValue,
    boolean defaultIsFunction,
    boolean defaultInsert,
    Expiry expiry,
    @Nullable Expr expireAfter,
    @Nullable Expr expireFunction,
    @Nullable Expr onChange,
    boolean ordered) {

  /// No attributes.
  public static final TableAttrs NONE =
      new TableAttrs(null, false, false, Expiry.NONE, null, null, null, false);

  /// Which access starts the expiry clock of an entry.
  public enum Expiry {
    NONE,
    CREATE,
    READ,
    WRITE
  }
}
