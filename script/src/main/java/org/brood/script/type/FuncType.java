package org.brood.script.type;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The type of a function, event or hook.
///
/// @param result [Basic#VOID] for events and for functions without result, [Basic#BOOL] for hooks
public record FuncType(Flavor flavor, List<Param> params, Type result) implements Type {

  /// What a callable is.
  public enum Flavor {
    FUNCTION,
    EVENT,
    HOOK
  }

  /// A parameter.
  ///
  /// @param defaultText the default as it is shown; null if a call may not leave it out
  public record Param(
      String name, Type type, @Nullable String defaultText, @Nullable String deprecated) {
    public Param(String name, Type type) {
      this(name, type, null, null);
    }

    /// The attributes as they are shown behind the type, with a blank before them.
    public String attributes() {
      return defaultText == null ? "" : " &default=" + defaultText + ", &optional";
    }
  }

  /// Whether it takes any number of arguments of any type: its only parameter is named `va_args`.
  public boolean isVariadic() {
    return params.size() == 1 && params.getFirst().name().equals("va_args");
  }

  @Override
  public String describe() {
    String inner =
        params.stream()
            .map(p -> p.name() + ":" + p.type().describe() + p.attributes())
            .collect(Collectors.joining(", "));
    String kind = flavor.name().toLowerCase(Locale.ROOT);
    String text = kind + "(" + inner + ")";
    return flavor == Flavor.FUNCTION ? text + " : " + result.describe() : text;
  }

  @Override
  public String toString() {
    return describe();
  }
}
