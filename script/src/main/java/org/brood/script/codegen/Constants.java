package org.brood.script.codegen;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.type.EnumType;
import org.brood.script.type.Type;

/// The constants of a program: static final fields of the classes `K<n>`, so that HotSpot folds
/// them.
final class Constants {
  private static final int PER_CLASS = 1000;
  private static final ClassDesc CLASS = ConstantDescs.CD_Class;

  /// How a constant is made, in the terms of `ProgramClasses`.
  private sealed interface Make {
    record Text(String latin1) implements Make {}

    record Address(long high, long low) implements Make {}

    record Network(long high, long low, int width) implements Make {}

    record PortNumber(int number, int proto) implements Make {}

    record Regex(String text, boolean ignoreCase, boolean singleLine) implements Make {}

    record EnumItem(int type, String name) implements Make {}

    record TypeRef(int pool) implements Make {}

    record TypeValue(int pool) implements Make {}
  }

  private record Entry(Make make, ClassDesc type) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Object, Integer> known = new HashMap<>();
  private final List<Type> pool = new ArrayList<>();
  private final Map<Type, Integer> poolIndex = new HashMap<>();
  private final Map<EnumType, Integer> enums = new HashMap<>();

  Constants(List<EnumType> enumTypes) {
    for (EnumType type : enumTypes) {
      enums.put(type, enums.size());
    }
  }

  /// The types that constants refer to, by index.
  List<Type> pool() {
    return pool;
  }

  private int poolIndex(Type type) {
    return poolIndex.computeIfAbsent(
        type,
        t -> {
          pool.add(t);
          return pool.size() - 1;
        });
  }

  private void load(CodeBuilder code, Make make, ClassDesc type) {
    int index =
        known.computeIfAbsent(
            make,
            _ -> {
              entries.add(new Entry(make, type));
              return entries.size() - 1;
            });
    code.getstatic(owner(index), "k" + index, type);
  }

  private static ClassDesc owner(int index) {
    return Jvm.gen("K" + index / PER_CLASS);
  }

  void text(CodeBuilder code, byte[] bytes) {
    String latin1 = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    load(code, new Make.Text(latin1), Jvm.STR);
  }

  void addr(CodeBuilder code, long high, long low) {
    load(code, new Make.Address(high, low), Jvm.ADDR);
  }

  void subnet(CodeBuilder code, long high, long low, int width) {
    load(code, new Make.Network(high, low, width), Jvm.SUBNET);
  }

  void port(CodeBuilder code, int number, int proto) {
    load(code, new Make.PortNumber(number, proto), Jvm.PORT);
  }

  void pattern(CodeBuilder code, String text, boolean ignoreCase, boolean singleLine) {
    load(code, new Make.Regex(text, ignoreCase, singleLine), Jvm.PATTERN);
  }

  void item(CodeBuilder code, EnumType.Item item) {
    Integer type = enums.get(item.type());
    if (type == null) {
      throw new IllegalStateException("enum that is not in the program: " + item.type().name());
    }
    load(code, new Make.EnumItem(type, item.name()), Jvm.ITEM);
  }

  /// A type, as an object of `as`.
  void type(CodeBuilder code, Type type, ClassDesc as) {
    load(code, new Make.TypeRef(poolIndex(type)), Jvm.TYPE);
    if (!as.equals(Jvm.TYPE)) {
      code.checkcast(as);
    }
  }

  void typeValue(CodeBuilder code, Type type) {
    load(code, new Make.TypeValue(poolIndex(type)), Jvm.TYPE_VAL);
  }

  /// The classes with all constants that were asked for.
  void emit(ClassFile classFile, ProgramCompiler.ClassSink sink) {
    for (int from = 0; from < entries.size(); from += PER_CLASS) {
      int first = from;
      int last = Math.min(entries.size(), from + PER_CLASS);
      ClassDesc name = owner(first);
      sink.add(
          name,
          classFile.build(
              name,
              cls -> {
                cls.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
                for (int i = first; i < last; i++) {
                  cls.withField(
                      "k" + i,
                      entries.get(i).type(),
                      ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
                }
                cls.withMethodBody(
                    ConstantDescs.CLASS_INIT_NAME,
                    MethodTypeDesc.of(Jvm.VOID),
                    ClassFile.ACC_STATIC,
                    code -> initialise(code, name, first, last));
              }));
    }
  }

  private void initialise(CodeBuilder code, ClassDesc owner, int first, int last) {
    for (int i = first; i < last; i++) {
      make(code, entries.get(i).make());
      code.putstatic(owner, "k" + i, entries.get(i).type());
    }
    code.return_();
  }

  private void make(CodeBuilder code, Make make) {
    switch (make) {
      case Make.Text(String latin1) -> makeText(code, latin1);
      case Make.Address(long high, long low) -> {
        code.loadConstant(high).loadConstant(low);
        call(code, "addr", MethodTypeDesc.of(Jvm.ADDR, Jvm.LONG, Jvm.LONG));
      }
      case Make.Network(long high, long low, int width) -> {
        code.loadConstant(high).loadConstant(low).loadConstant(width);
        call(code, "subnet", MethodTypeDesc.of(Jvm.SUBNET, Jvm.LONG, Jvm.LONG, Jvm.INT));
      }
      case Make.PortNumber(int number, int proto) -> {
        code.loadConstant(number).loadConstant(proto);
        call(code, "port", MethodTypeDesc.of(Jvm.PORT, Jvm.INT, Jvm.INT));
      }
      case Make.Regex(String text, boolean ignoreCase, boolean singleLine) -> {
        makeText(code, text);
        code.loadConstant(ignoreCase ? 1 : 0).loadConstant(singleLine ? 1 : 0);
        call(code, "pattern", MethodTypeDesc.of(Jvm.PATTERN, Jvm.STR, Jvm.BOOL, Jvm.BOOL));
      }
      case Make.EnumItem(int type, String name) -> {
        code.loadConstant(Jvm.P).loadConstant(type).loadConstant(name);
        call(code, "item", MethodTypeDesc.of(Jvm.ITEM, CLASS, Jvm.INT, Jvm.STRING));
      }
      case Make.TypeRef(int index) -> {
        code.loadConstant(Jvm.P).loadConstant(index);
        call(code, "type", MethodTypeDesc.of(Jvm.TYPE, CLASS, Jvm.INT));
      }
      case Make.TypeValue(int index) -> {
        code.loadConstant(Jvm.P).loadConstant(index);
        call(code, "typeValue", MethodTypeDesc.of(Jvm.TYPE_VAL, CLASS, Jvm.INT));
      }
    }
  }

  /// A class file holds a string constant of at most 65,535 bytes in its own UTF-8, so long ones
  /// are put together.
  private static void makeText(CodeBuilder code, String latin1) {
    int piece = 20_000;
    code.loadConstant(latin1.substring(0, Math.min(piece, latin1.length())));
    for (int from = piece; from < latin1.length(); from += piece) {
      code.loadConstant(latin1.substring(from, Math.min(from + piece, latin1.length())));
      code.invokevirtual(Jvm.STRING, "concat", MethodTypeDesc.of(Jvm.STRING, Jvm.STRING));
    }
    call(code, "text", MethodTypeDesc.of(Jvm.STR, Jvm.STRING));
  }

  private static void call(CodeBuilder code, String name, MethodTypeDesc descriptor) {
    code.invokestatic(Jvm.PROGRAM_CLASSES, name, descriptor);
  }
}
