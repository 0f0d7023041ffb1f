package org.brood.script.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// What a compiled program knows of itself: names, types and numbers of its globals, functions and
/// events.
///
/// @param globals index = the number for [ScriptProgram#global]
/// @param functions index = the number for [ScriptProgram#invoke], and for [ScriptProgram#dispatch]
///   of events; lambdas included
/// @param records index = [RecordType#id]
/// @param types named types by full name
/// @param signatureFiles from `@load-sigs`
/// @param scripts the scripts in the order of loading
/// @param documentation what comments say: `comments X` and `script X` of a global name or field
///   (`Record$field`), `summary S` of a script, `readme P` (a path) of a package; empty if the
///   program does not ask for it. Texts have one character for each byte.
/// @param modules the names of its modules
public record ProgramInfo(
    List<GlobalInfo> globals,
    List<FunctionInfo> functions,
    List<RecordType> records,
    List<EnumType> enums,
    Map<String, Type> types,
    List<String> signatureFiles,
    List<LoadedScript> scripts,
    Map<String, String> documentation,
    List<String> modules,
    Index index) {

  public ProgramInfo(
      List<GlobalInfo> globals,
      List<FunctionInfo> functions,
      List<RecordType> records,
      List<EnumType> enums,
      Map<String, Type> types,
      List<String> signatureFiles,
      List<LoadedScript> scripts,
      Map<String, String> documentation,
      List<String> modules) {
    this(
        globals,
        functions,
        records,
        enums,
        types,
        signatureFiles,
        scripts,
        documentation,
        modules,
        Index.of(globals, functions));
  }

  /// A global; `kind` is `global`, `const` or `option`.
  public record GlobalInfo(
      String name, Type type, String kind, boolean redefinable, boolean exported) {}

  /// A function, event, hook or lambda.
  ///
  /// @param listing its statements as text; empty if nothing in the program uses it as a value
  public record FunctionInfo(
      String name,
      FuncType type,
      boolean isNative,
      boolean isLambda,
      List<HandlerInfo> handlers,
      String listing) {}

  /// One body.
  public record HandlerInfo(int priority, List<String> groups, String file, int line) {}

  /// A script that was loaded, `level` deep in the chain of `@load`s.
  public record LoadedScript(String name, int level) {}

  /// Numbers by name.
  public record Index(Map<String, Integer> globals, Map<String, Integer> functions) {
    static Index of(List<GlobalInfo> globals, List<FunctionInfo> functions) {
      Map<String, Integer> g = new HashMap<>();
      for (int i = 0; i < globals.size(); i++) {
        g.put(globals.get(i).name(), i);
      }
      Map<String, Integer> f = new HashMap<>();
      for (int i = 0; i < functions.size(); i++) {
        if (!functions.get(i).isLambda()) {
          f.put(functions.get(i).name(), i);
        }
      }
      return new Index(g, f);
    }
  }

  /// The number of a global, -1 if there is none of this name.
  public int global(String name) {
    return index.globals().getOrDefault(name, -1);
  }

  /// The number of a function, event or hook, -1 if there is none of this name.
  public int function(String name) {
    return index.functions().getOrDefault(name, -1);
  }

  /// A record type by its full name; null if there is none.
  public @Nullable RecordType record(String name) {
    return types.get(name) instanceof RecordType r ? r : null;
  }

  /// An enumeration by its full name; null if there is none.
  public @Nullable EnumType enumeration(String name) {
    return types.get(name) instanceof EnumType e ? e : null;
  }
}
