package org.brood.script.check;

import org.brood.script.source.Span;
import org.brood.script.tree.Function;
import org.brood.script.tree.Global;
import org.brood.script.type.EnumType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// What a global name stands for.
sealed interface Symbol {
  String name();

  Common common();

  default Span span() {
    return common().span();
  }

  /// What all have.
  ///
  /// @param index how many declarations came before it: bodies see what is older than they are
  /// @param deprecated the reason given with `&deprecated`, null if it is not deprecated
  record Common(int index, boolean exported, @Nullable String deprecated, Span span) {}

  record Variable(Global global, Common common) implements Symbol {
    @Override
    public String name() {
      return global.name();
    }
  }

  record Callable(Function function, Common common) implements Symbol {
    @Override
    public String name() {
      return function.name();
    }
  }

  record Named(String name, Type type, Common common) implements Symbol {}

  record Enumerator(EnumType.Item item, Common common) implements Symbol {
    @Override
    public String name() {
      return item.name();
    }
  }
}
