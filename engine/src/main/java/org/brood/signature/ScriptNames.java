package org.brood.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.brood.event.Events;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Site;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.signature.HeaderTest.Masked;
import org.jspecify.annotations.Nullable;

/// The names of scripts that signatures use: variables, functions, events, analyzers.
final class ScriptNames {
  private static final String WRONG_TYPE = "Wrong type of identifier";

  private final Events events;
  private final Runtime rt;

  ScriptNames(Events events) {
    this.events = events;
    this.rt = events.runtime();
  }

  private @Nullable Object variable(String name, Consumer<String> error) {
    if (rt.info().global(name) < 0) {
      error.accept("unknown script-level identifier (" + name + ")");
      return null;
    }
    return events.global(name);
  }

  private static long integer(@Nullable Object value) {
    return switch (value) {
      case Long n -> n;
      case Boolean b -> b ? 1 : 0;
      case EnumType.Item item -> item.value();
      case Port port -> port.number();
      case null, default -> -1;
    };
  }

  /// A number, 0 if it is none.
  long number(String name, Consumer<String> error) {
    Object value = variable(name, error);
    if (value == null) {
      return 0;
    }
    if (!(value instanceof Long
        || value instanceof Boolean
        || value instanceof EnumType.Item
        || value instanceof Port)) {
      error.accept("Identifier must refer to integer");
      return 0;
    }
    return integer(value) & 0xffff_ffffL;
  }

  /// A string.
  String text(String name, Consumer<String> error) {
    Object value = variable(name, error);
    if (value instanceof Str text) {
      return text.toLatin1();
    }
    if (value != null) {
      error.accept("Identifier must refer to string");
    }
    return "<error>";
  }

  private List<Object> elements(String name, Consumer<String> error) {
    Object value = variable(name, error);
    if (value instanceof Table table) {
      List<Object> keys = new ArrayList<>();
      Table.Cursor cursor = table.cursor();
      while (cursor.advance()) {
        keys.add(cursor.key());
      }
      return keys;
    }
    return value == null ? List.of() : List.of(value);
  }

  /// Numbers, ports or IPv4 networks: one or a set of them.
  List<Masked> numbers(String name, Consumer<String> error) {
    List<Masked> all = new ArrayList<>();
    for (Object element : elements(name, error)) {
      if (element instanceof Subnet network) {
        if (network.isV4()) {
          int width = network.width() - 96;
          long mask = width == 0 ? 0 : -1L << (32 - width) & 0xffff_ffffL;
          all.add(new Masked(network.prefix().v4Bits() & mask, mask));
        } else {
          error.accept("IPv6 subnets not supported");
        }
      } else if (element instanceof Long
          || element instanceof Boolean
          || element instanceof EnumType.Item
          || element instanceof Port) {
        all.add(Masked.of(integer(element)));
      } else {
        error.accept(WRONG_TYPE);
        return all;
      }
    }
    return all;
  }

  /// Networks: one or a set of them.
  List<Subnet> networks(String name, Consumer<String> error) {
    List<Subnet> all = new ArrayList<>();
    for (Object element : elements(name, error)) {
      if (element instanceof Subnet network) {
        all.add(network);
      } else {
        error.accept(WRONG_TYPE);
        return all;
      }
    }
    return all;
  }

  // ---- functions and events

  private ProgramInfo.@Nullable FunctionInfo function(String name) {
    int number = rt.info().function(name);
    return number < 0 ? null : rt.info().functions().get(number);
  }

  private @Nullable Type state() {
    return rt.info().record("signature_state");
  }

  /// Looks whether a name can stand behind `eval`.
  void checkCondition(String name, SignatureErrors errors, Consumer<String> error) {
    ProgramInfo.FunctionInfo found = function(name);
    if (found == null) {
      if (rt.info().global(name) < 0) {
        error.accept("unknown identifier (" + name + ")");
      }
      return;
    }
    if (found.type().result() != Basic.BOOL) {
      error.accept("eval function type must yield a 'bool' (" + name + ")");
    }
    if (!accepts(found, List.of(Basic.STRING), errors)) {
      error.accept(
          "eval function parameters must be a 'signature_state' and a 'string' type ("
              + name
              + ")");
    }
  }

  /// Whether the parameters are the state and then these types; a warning says what is not.
  private boolean accepts(
      ProgramInfo.FunctionInfo function, List<Type> behindState, SignatureErrors errors) {
    List<FuncType.Param> params = function.type().params();
    if (params.size() != behindState.size() + 1) {
      warn(
          function,
          "Wrong number of arguments for function. Expected "
              + (behindState.size() + 1)
              + ", got "
              + params.size(),
          errors);
      return false;
    }
    boolean fits = true;
    for (int i = 0; i < params.size(); i++) {
      Type given = params.get(i).type();
      Type wanted = i == 0 ? state() : behindState.get(i - 1);
      if (given != wanted && given != Basic.ANY) {
        fits = false;
        warn(
            function,
            "Type mismatch in function argument #"
                + i
                + ". Expected "
                + shown(wanted)
                + ", got "
                + shown(given),
            errors);
      }
    }
    return fits;
  }

  private static void warn(ProgramInfo.FunctionInfo function, String text, SignatureErrors errors) {
    Site site = Site.NONE;
    if (!function.handlers().isEmpty()) {
      ProgramInfo.HandlerInfo body = function.handlers().getFirst();
      site = new Site(body.file(), body.line(), "");
    }
    FuncType type = function.type();
    String params =
        type.params().stream()
            .map(p -> p.name() + ":" + shown(p.type()))
            .collect(Collectors.joining(", "));
    String kind = type.flavor().name().toLowerCase(Locale.ROOT);
    String result = type.flavor() == FuncType.Flavor.FUNCTION ? " : " + shown(type.result()) : "";
    errors.warn(text + ". (" + kind + "(" + params + ")" + result + ")", site);
  }

  private static String shown(@Nullable Type type) {
    return switch (type) {
      case RecordType record -> record.name();
      case null -> "signature_state";
      default -> type.describe();
    };
  }

  boolean isEvent(String name) {
    ProgramInfo.FunctionInfo found = function(name);
    return found != null && found.type().flavor() == FuncType.Flavor.EVENT;
  }

  /// The action that raises an event, null if it cannot be raised. Events may leave out the place
  /// where the match ended.
  Action.@Nullable Raise event(String name, @Nullable Str message, SignatureErrors errors) {
    ProgramInfo.FunctionInfo found = function(name);
    if (found == null || found.type().flavor() != FuncType.Flavor.EVENT) {
      errors.error("unknown event '" + name + "' specified in rule");
      return null;
    }
    int params = found.type().params().size();
    List<Type> wanted =
        message == null
            ? List.of(Basic.STRING, Basic.COUNT)
            : List.of(Basic.STRING, Basic.STRING, Basic.COUNT);
    boolean withEnd = message == null ? params != 2 : params != 3;
    List<Type> expected = withEnd ? wanted : wanted.subList(0, wanted.size() - 1);
    boolean comparable = message == null || params == 3 || params == 4;
    if (!comparable || !accepts(found, expected, errors)) {
      String record = message == null ? "" : " (" + parameters(found.type()) + ")";
      errors.error("wrong event parameters for '" + name + "'" + record);
      return null;
    }
    return new Action.Raise(events.type(name), message, withEnd);
  }

  private static String parameters(FuncType type) {
    StringBuilder text = new StringBuilder("record { ");
    for (FuncType.Param param : type.params()) {
      text.append(param.name()).append(':').append(shown(param.type())).append("; ");
    }
    return text.append('}').toString();
  }

  /// The name of an analyzer's enumerator, without the module.
  String analyzer(String name, SignatureErrors errors) {
    String tag =
        "ANALYZER_"
            + name.toUpperCase(Locale.ROOT).replace(':', '_').replace('-', '_').replace('/', '_');
    if (events.item("Analyzer::Tag", "Analyzer::" + tag) == null) {
      errors.warn("unknown analyzer '" + name + "' specified in rule");
    }
    return tag;
  }
}
