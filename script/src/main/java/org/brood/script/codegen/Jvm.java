package org.brood.script.codegen;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.brood.script.runtime.Checks;
import org.brood.script.runtime.NoValue;
import org.brood.script.runtime.ProgramClasses;
import org.brood.script.runtime.Records;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptError;
import org.brood.script.runtime.ScriptFunc;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.runtime.Tables;
import org.brood.script.runtime.Vectors;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.FileVal;
import org.brood.script.value.FilledRecord;
import org.brood.script.value.Func;
import org.brood.script.value.Key;
import org.brood.script.value.Opaque;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.TypeVal;
import org.brood.script.value.Vec;

/// Class and method descriptors that generated code uses.
final class Jvm {
  static final String PACKAGE = "brood.gen.";

  static final ClassDesc OBJECT = ConstantDescs.CD_Object;
  static final ClassDesc OBJECTS = OBJECT.arrayType();
  static final ClassDesc STRING = ConstantDescs.CD_String;
  static final ClassDesc BOOL = ConstantDescs.CD_boolean;
  static final ClassDesc INT = ConstantDescs.CD_int;
  static final ClassDesc LONG = ConstantDescs.CD_long;
  static final ClassDesc DOUBLE = ConstantDescs.CD_double;
  static final ClassDesc VOID = ConstantDescs.CD_void;

  static final ClassDesc STR = of(Str.class);
  static final ClassDesc ADDR = of(Addr.class);
  static final ClassDesc SUBNET = of(Subnet.class);
  static final ClassDesc PORT = of(Port.class);
  static final ClassDesc PATTERN = of(Pattern.class);
  static final ClassDesc TABLE = of(Table.class);
  static final ClassDesc VEC = of(Vec.class);
  static final ClassDesc RECORD = of(Record.class);
  static final ClassDesc FILLED_RECORD = of(FilledRecord.class);
  static final ClassDesc FUNC = of(Func.class);
  static final ClassDesc FILE = of(FileVal.class);
  static final ClassDesc TYPE_VAL = of(TypeVal.class);
  static final ClassDesc OPAQUE = of(Opaque.class);
  static final ClassDesc ITEM = of(EnumType.Item.class);
  static final ClassDesc KEY = of(Key.class);

  static final ClassDesc TYPE = of(Type.class);
  static final ClassDesc RECORD_TYPE = of(RecordType.class);
  static final ClassDesc TABLE_TYPE = of(TableType.class);
  static final ClassDesc VECTOR_TYPE = of(VectorType.class);

  static final ClassDesc CHECKS = of(Checks.class);
  static final ClassDesc TABLES = of(Tables.class);
  static final ClassDesc VECTORS = of(Vectors.class);
  static final ClassDesc RECORDS = of(Records.class);
  static final ClassDesc RUNTIME = of(Runtime.class);
  static final ClassDesc SCRIPT_ERROR = of(ScriptError.class);
  static final ClassDesc NO_VALUE = of(NoValue.class);
  static final ClassDesc SCRIPT_FUNC = of(ScriptFunc.class);
  static final ClassDesc SCRIPT_PROGRAM = of(ScriptProgram.class);
  static final ClassDesc PROGRAM_CLASSES = of(ProgramClasses.class);
  static final ClassDesc RUNTIME_EXCEPTION = of(RuntimeException.class);
  static final ClassDesc STACK_OVERFLOW = of(StackOverflowError.class);

  /// The program's main class.
  static final ClassDesc P = gen("P");

  static final ClassDesc DISPATCH = gen("D");
  static final ClassDesc CALLS = gen("C");
  static final ClassDesc NEW = gen("N");

  static final MethodTypeDesc UNBOX_LONG = MethodTypeDesc.of(LONG, OBJECT);
  static final MethodTypeDesc INVOKE = MethodTypeDesc.of(OBJECT, P, OBJECTS, OBJECTS);

  private Jvm() {}

  static ClassDesc of(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  static ClassDesc gen(String name) {
    return ClassDesc.of(PACKAGE + name);
  }

  /// The Java type of a variable of a type.
  static ClassDesc desc(Type type) {
    return switch (type) {
      case Basic basic -> desc(basic);
      case EnumType _ -> ITEM;
      case RecordType _ -> RECORD;
      case TableType _ -> TABLE;
      case VectorType _ -> VEC;
      case FuncType _ -> FUNC;
      case OpaqueType _ -> OPAQUE;
      case TypeType _ -> TYPE_VAL;
    };
  }

  /// A letter for the Java type of a variable of a type, a different one for each.
  static char code(Type type) {
    return switch (type) {
      case Basic basic -> code(basic);
      case EnumType _ -> 'e';
      case RecordType _ -> 'r';
      case TableType _ -> 't';
      case VectorType _ -> 'v';
      case FuncType _ -> 'f';
      case OpaqueType _ -> 'o';
      case TypeType _ -> 'y';
    };
  }

  private static char code(Basic basic) {
    return switch (basic) {
      case VOID -> 'V';
      case BOOL -> 'Z';
      case COUNT, INT -> 'J';
      case DOUBLE, TIME, INTERVAL -> 'D';
      case STRING -> 's';
      case PATTERN -> 'p';
      case PORT -> 'q';
      case ADDR -> 'a';
      case SUBNET -> 'n';
      case FILE -> 'i';
      case ANY -> 'x';
      case ERROR -> throw new IllegalStateException("type of an error");
    };
  }

  private static ClassDesc desc(Basic basic) {
    return switch (basic) {
      case VOID -> VOID;
      case BOOL -> BOOL;
      case COUNT, INT -> LONG;
      case DOUBLE, TIME, INTERVAL -> DOUBLE;
      case STRING -> STR;
      case PATTERN -> PATTERN;
      case PORT -> PORT;
      case ADDR -> ADDR;
      case SUBNET -> SUBNET;
      case FILE -> FILE;
      case ANY, ERROR -> OBJECT;
    };
  }
}
