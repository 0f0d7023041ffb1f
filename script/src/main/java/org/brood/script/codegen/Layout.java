package org.brood.script.codegen;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.runtime.Backtrace;
import org.brood.script.source.Span;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.tree.Local;
import org.brood.script.tree.Program;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.value.Digests;
import org.brood.script.value.FilledRecord;
import org.jspecify.annotations.Nullable;

/// Where everything of a program lies in its classes: numbers, names, descriptors.
final class Layout {
  /// Record types of more fields are named by a hash of their layout.
  private static final int MAX_CODE = 100;

  private final Set<Global> unset = new HashSet<>();
  private final Program program;
  private final NativeTable natives;
  private final MissingResults missing;
  private final Map<RecordType, Map<Integer, Expr>> fieldDefaults = new IdentityHashMap<>();
  private final Map<Body, ClassDesc> owners = new IdentityHashMap<>();
  private final Map<Global, Integer> globals = new IdentityHashMap<>();
  private final Map<Function, Integer> functions = new IdentityHashMap<>();
  private final List<Function> functionList = new ArrayList<>();
  private final Set<Function> values = new HashSet<>();
  private final Map<Body, String> bodyNames = new IdentityHashMap<>();
  private final Map<String, Integer> files = new LinkedHashMap<>();
  private final Map<String, List<PendingBody>> pending = new LinkedHashMap<>();
  private final Map<RecordType, ClassDesc> recordClasses = new IdentityHashMap<>();
  private int bodies;

  /// A body that waits to be emitted.
  record PendingBody(Function function, Body body, boolean isCondition) {}

  Layout(Program program, NativeTable natives) {
    this.program = program;
    this.natives = natives;
    this.missing = new MissingResults(program.functions(), natives);
    for (Program.FieldDefault one : program.fieldDefaults()) {
      fieldDefaults.computeIfAbsent(one.of(), _ -> new HashMap<>()).put(one.slot(), one.value());
    }
    for (Global global : program.globals()) {
      globals.put(global, globals.size());
    }
    for (Function function : program.functions()) {
      add(function, false);
    }
    for (Global global : program.globals()) {
      if (isPrimitive(global.type())) {
        unset.add(global);
      }
    }
    for (InitStep step : program.init()) {
      if (step instanceof InitStep.Set(Global global, var _, var _)) {
        unset.remove(global);
      }
    }
    int id = 0;
    for (RecordType type : program.records()) {
      type.number(id++);
    }
  }

  /// Gives a function its number and puts its bodies on the list of what is to be emitted.
  void add(Function function, boolean isCondition) {
    if (functions.putIfAbsent(function, functionList.size()) != null) {
      return;
    }
    int number = functionList.size();
    functionList.add(function);
    for (Body body : function.bodies()) {
      bodyNames.put(body, Backtrace.methodName(bodies++, number));
      String file = fileClass(body.span());
      pending
          .computeIfAbsent(file, _ -> new ArrayList<>())
          .add(new PendingBody(function, body, isCondition));
    }
  }

  /// Notes that code uses a function as a value.
  void usesValue(Function function) {
    values.add(function);
  }

  boolean isValue(Function function) {
    return values.contains(function);
  }

  /// Takes what is to be emitted, by class; empty when everything has been.
  Map<String, List<PendingBody>> takePending() {
    Map<String, List<PendingBody>> taken = new LinkedHashMap<>(pending);
    pending.clear();
    return taken;
  }

  List<Function> functions() {
    return functionList;
  }

  Program program() {
    return program;
  }

  int number(Function function) {
    Integer number = functions.get(function);
    if (number == null) {
      throw new IllegalStateException("function that is not in the program: " + function);
    }
    return number;
  }

  int number(Global global) {
    Integer number = globals.get(global);
    if (number == null) {
      throw new IllegalStateException("global that is not in the program: " + global);
    }
    return number;
  }

  /// Whether a global of a primitive type has no first value: then another field tells whether it
  /// has one.
  boolean mayBeUnset(Global global) {
    return unset.contains(global);
  }

  String presence(Global global) {
    return "s" + number(global);
  }

  /// The field of `P` that holds a global.
  String field(Global global) {
    return "g" + number(global);
  }

  /// The class of a source file.
  String fileClass(Span span) {
    String name = span.file().name();
    return "F" + files.computeIfAbsent(name, _ -> files.size());
  }

  /// Says which class a body goes to, if it is not its file's.
  void place(Body body, ClassDesc owner) {
    owners.put(body, owner);
  }

  ClassDesc ownerOf(Body body) {
    ClassDesc placed = owners.get(body);
    return placed == null ? Jvm.gen(fileClass(body.span())) : placed;
  }

  NativeTable natives() {
    return natives;
  }

  /// What gives a field its default; null if it has none.
  @Nullable Expr defaultOf(RecordType type, int slot) {
    return type.field(slot).hasDefault() ? firstValue(type, slot) : null;
  }

  /// What a field of a new record begins with, its default or an empty table with attributes; null
  /// if nothing says so.
  @Nullable Expr firstValue(RecordType type, int slot) {
    return fieldDefaults.getOrDefault(type, Map.of()).get(slot);
  }

  MissingResults missing() {
    return missing;
  }

  String name(Body body) {
    String name = bodyNames.get(body);
    if (name == null) {
      throw new IllegalStateException("body that is not in the program");
    }
    return name;
  }

  /// The descriptor of a body's method: the program, the captures if it has any, its parameters.
  static MethodTypeDesc descriptor(Function function, Body body) {
    List<ClassDesc> params = new ArrayList<>();
    params.add(Jvm.P);
    if (!body.captures().isEmpty()) {
      params.add(Jvm.OBJECTS);
    }
    for (Local param : body.params()) {
      params.add(Jvm.desc(param.type()));
    }
    return MethodTypeDesc.of(result(function.type()), params);
  }

  static ClassDesc result(FuncType type) {
    return switch (type.flavor()) {
      case FUNCTION -> Jvm.desc(type.result());
      case EVENT -> Jvm.VOID;
      case HOOK -> Jvm.BOOL;
    };
  }

  /// The descriptor of a call by the declared parameters.
  static MethodTypeDesc declared(FuncType type) {
    List<ClassDesc> params = new ArrayList<>();
    params.add(Jvm.P);
    for (FuncType.Param param : type.params()) {
      params.add(Jvm.desc(param.type()));
    }
    return MethodTypeDesc.of(result(type), params);
  }

  /// The class of a record type. Its name says what fields it has, so that types of equal layout
  /// share one, and one that was made for another program fits.
  ClassDesc recordClass(RecordType type) {
    return recordClasses.computeIfAbsent(type, t -> Jvm.gen("R" + layoutCode(t)));
  }

  private static String layoutCode(RecordType type) {
    StringBuilder code = new StringBuilder(type.size());
    for (int slot = 0; slot < type.size(); slot++) {
      Type field = type.field(slot).type();
      code.append(FilledRecord.isFilled(type, slot) ? 'F' : Jvm.code(field));
    }
    return code.length() <= MAX_CODE ? code.toString() : digest(code.toString());
  }

  private static String digest(String code) {
    byte[] hash = Digests.of("SHA-256", code.getBytes(StandardCharsets.US_ASCII));
    return code.length() + "_" + HexFormat.of().formatHex(hash, 0, 16);
  }

  /// The field of a record class that holds a slot.
  static String field(int slot) {
    return "f" + slot;
  }

  static boolean isPrimitive(Type type) {
    return type.rep() != Type.Rep.REF;
  }
}
