package org.brood.script.codegen;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.runtime.Natives;
import org.jspecify.annotations.Nullable;

/// The built-in functions that Java offers, by full name.
public final class NativeTable {
  private final Map<String, Method> byName = new HashMap<>();

  /// @param classes classes with [Natives]
  /// @throws IllegalArgumentException if two offer the same name
  public NativeTable(List<Class<?>> classes) {
    for (Class<?> type : classes) {
      Natives natives = type.getAnnotation(Natives.class);
      if (natives == null) {
        throw new IllegalArgumentException(type + " is not marked with @Natives");
      }
      String prefix = natives.value().isEmpty() ? "" : natives.value() + "::";
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers())) {
          String name = method.getName();
          String plain =
              name.endsWith("_") && !name.startsWith("__") && isKeyword(name)
                  ? name.substring(0, name.length() - 1)
                  : name;
          if (byName.put(prefix + plain, method) != null) {
            throw new IllegalArgumentException("two functions named " + prefix + plain);
          }
        }
      }
    }
  }

  /// Function names that Java reserves are written with an underscore behind.
  private static boolean isKeyword(String name) {
    return switch (name) {
      case "continue_", "enum_", "assert_", "wait_", "double_", "int_" -> true;
      default -> false;
    };
  }

  /// The method that is bound to a function, null if there is none.
  public @Nullable Method find(String fullName) {
    return byName.get(fullName);
  }

  /// The full names of all functions that are bound.
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }
}
