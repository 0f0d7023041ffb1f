package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.value.IntVal;
import org.brood.script.value.IntervalVal;
import org.brood.script.value.TimeVal;

/// Between the forms of a value: variable, plain box, `any` box.
final class Boxing {
  private Boxing() {}

  static TypeKind kind(Type type) {
    return switch (type.rep()) {
      case VOID -> TypeKind.VOID;
      case BOOL -> TypeKind.BOOLEAN;
      case LONG -> TypeKind.LONG;
      case DOUBLE -> TypeKind.DOUBLE;
      case REF -> TypeKind.REFERENCE;
    };
  }

  static void load(CodeBuilder code, Type type, int slot) {
    code.loadLocal(kind(type), slot);
  }

  static void store(CodeBuilder code, Type type, int slot) {
    code.storeLocal(kind(type), slot);
  }

  static void ret(CodeBuilder code, Type type) {
    code.return_(kind(type));
  }

  /// Value on the stack → plain box.
  static void box(CodeBuilder code, Type type) {
    switch (type.rep()) {
      case VOID -> code.aconst_null();
      case BOOL ->
          code.invokestatic(
              ConstantDescs.CD_Boolean,
              "valueOf",
              MethodTypeDesc.of(ConstantDescs.CD_Boolean, Jvm.BOOL));
      case LONG ->
          code.invokestatic(
              ConstantDescs.CD_Long, "valueOf", MethodTypeDesc.of(ConstantDescs.CD_Long, Jvm.LONG));
      case DOUBLE ->
          code.invokestatic(
              ConstantDescs.CD_Double,
              "valueOf",
              MethodTypeDesc.of(ConstantDescs.CD_Double, Jvm.DOUBLE));
      case REF -> {}
    }
  }

  /// Plain box → value on the stack.
  static void unbox(CodeBuilder code, Type type) {
    switch (type.rep()) {
      case VOID -> code.pop();
      case BOOL ->
          code.invokestatic(Jvm.CHECKS, "unboxBool", MethodTypeDesc.of(Jvm.BOOL, Jvm.OBJECT));
      case LONG ->
          code.invokestatic(Jvm.CHECKS, "unboxLong", MethodTypeDesc.of(Jvm.LONG, Jvm.OBJECT));
      case DOUBLE ->
          code.invokestatic(Jvm.CHECKS, "unboxDouble", MethodTypeDesc.of(Jvm.DOUBLE, Jvm.OBJECT));
      case REF -> {
        if (!Jvm.desc(type).equals(Jvm.OBJECT)) {
          code.checkcast(Jvm.desc(type));
        }
      }
    }
  }

  /// Value on the stack → `any` box.
  static void toAny(CodeBuilder code, Type type) {
    if (type == Basic.INT) {
      wrap(code, IntVal.class, "ofInt", Jvm.LONG);
    } else if (type == Basic.TIME) {
      wrap(code, TimeVal.class, "ofTime", Jvm.DOUBLE);
    } else if (type == Basic.INTERVAL) {
      wrap(code, IntervalVal.class, "ofInterval", Jvm.DOUBLE);
    } else {
      box(code, type);
    }
  }

  private static void wrap(
      CodeBuilder code, Class<?> box, String maker, java.lang.constant.ClassDesc from) {
    code.invokestatic(Jvm.CHECKS, maker, MethodTypeDesc.of(Jvm.of(box), from));
  }

  /// Pushes the value that a variable without a value has.
  static void zero(CodeBuilder code, Type type) {
    switch (type.rep()) {
      case VOID -> {}
      case BOOL -> code.iconst_0();
      case LONG -> code.lconst_0();
      case DOUBLE -> code.dconst_0();
      case REF -> code.aconst_null();
    }
  }

  static void pop(CodeBuilder code, Type type) {
    switch (type.rep()) {
      case VOID -> {}
      case BOOL, REF -> code.pop();
      case LONG, DOUBLE -> code.pop2();
    }
  }

  static boolean isWide(Type type) {
    return switch (type.rep()) {
      case LONG, DOUBLE -> true;
      case VOID, BOOL, REF -> false;
    };
  }
}
