package org.brood.script.tree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;

/// A whole checked program.
///
/// @param globals all globals, in the order of their declaration
/// @param functions all named functions, events and hooks, natives included, in the order of their
///   first declaration; lambdas are only reachable through [Expr.Lambda] and [Stmt.When]
/// @param records all record types, named ones and those without a name, each once
/// @param enums all enumerations
/// @param types every named type by its full name (`type X: …`)
/// @param fieldDefaults the `&default` expressions of record fields; and, for fields without
///   default that are tables with attributes and not optional, an empty constructor with these
///   attributes. Evaluated anew for each record.
/// @param init the steps that give globals their first values
/// @param documentation what comments say, as `ProgramInfo` has it; empty if the program does not
///   ask for it
/// @param modules the names of its modules
/// @param quiet local variables that authors know not to be read, or not to be assigned everywhere
public record Program(
    List<Global> globals,
    List<Function> functions,
    List<RecordType> records,
    List<EnumType> enums,
    Map<String, Type> types,
    List<FieldDefault> fieldDefaults,
    List<InitStep> init,
    Map<String, String> documentation,
    List<String> modules,
    Set<Local> quiet) {

  /// The default of one field.
  public record FieldDefault(RecordType of, int slot, Expr value) {}
}
