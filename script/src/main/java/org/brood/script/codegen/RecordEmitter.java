package org.brood.script.codegen;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PROTECTED;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.value.FilledRecord;

/// The class of one record type: a typed field for each slot, and bits that tell which of the
/// primitive ones are set.
final class RecordEmitter {
  private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(Jvm.VOID, Jvm.RECORD_TYPE);
  private static final MethodTypeDesc GET = MethodTypeDesc.of(Jvm.OBJECT, Jvm.INT);
  private static final MethodTypeDesc SET = MethodTypeDesc.of(Jvm.VOID, Jvm.INT, Jvm.OBJECT);
  private static final MethodTypeDesc HAS = MethodTypeDesc.of(Jvm.BOOL);
  private static final int BITS = 32;

  /// What reads and writes a field of a [FilledRecord].
  static final MethodTypeDesc TAKE_FIELD = MethodTypeDesc.of(Jvm.RECORD);

  static final MethodTypeDesc GIVE_FIELD = MethodTypeDesc.of(Jvm.VOID, Jvm.RECORD);

  private final RecordType type;
  private final ClassDesc self;
  private static final MethodTypeDesc TAKE = MethodTypeDesc.of(Jvm.OBJECT, Jvm.OBJECT, Jvm.INT);
  private static final MethodTypeDesc GIVEN = MethodTypeDesc.of(Jvm.VOID, Jvm.OBJECT, Jvm.INT);
  private final List<Integer> primitives = new ArrayList<>();
  private final List<Integer> filled = new ArrayList<>();
  private final ClassDesc parent;

  RecordEmitter(RecordType type, ClassDesc self) {
    this.type = type;
    this.self = self;
    for (int slot = 0; slot < type.size(); slot++) {
      if (Layout.isPrimitive(type.field(slot).type())) {
        primitives.add(slot);
      }
      if (FilledRecord.isFilled(type, slot)) {
        filled.add(slot);
      }
    }
    this.parent = filled.isEmpty() ? Jvm.RECORD : Jvm.FILLED_RECORD;
  }

  static MethodTypeDesc getter(Type type) {
    return MethodTypeDesc.of(Jvm.desc(type), Jvm.STRING);
  }

  static MethodTypeDesc setter(Type type) {
    return MethodTypeDesc.of(Jvm.VOID, Jvm.desc(type));
  }

  byte[] emit(ClassFile classFile) {
    return classFile.build(self, this::emitClass);
  }

  private void emitClass(ClassBuilder cls) {
    cls.withFlags(ACC_PUBLIC | ACC_FINAL).withSuperclass(parent);
    for (int slot = 0; slot < type.size(); slot++) {
      cls.withField(Layout.field(slot), Jvm.desc(type.field(slot).type()), ACC_PUBLIC);
    }
    for (int word = 0; word * BITS < primitives.size(); word++) {
      cls.withField("set" + word, Jvm.INT, ACC_PUBLIC);
    }
    cls.withMethodBody(ConstantDescs.INIT_NAME, CONSTRUCTOR, ACC_PUBLIC, this::emitConstructor);
    cls.withMethodBody("blank", MethodTypeDesc.of(Jvm.RECORD), ACC_PROTECTED, this::emitBlank);
    cls.withMethodBody("get", GET, ACC_PUBLIC, this::emitGet);
    cls.withMethodBody("set", SET, ACC_PUBLIC, this::emitSet);
    if (!filled.isEmpty()) {
      cls.withMethodBody("peek", GET, ACC_PUBLIC, this::emitPeek);
      cls.withMethodBody("poke", SET, ACC_PUBLIC, this::emitPoke);
    }
    for (int slot : filled) {
      cls.withMethodBody("get" + slot, TAKE_FIELD, ACC_PUBLIC, code -> emitTake(code, slot));
      cls.withMethodBody("set" + slot, GIVE_FIELD, ACC_PUBLIC, code -> emitGive(code, slot));
    }
    for (int slot : primitives) {
      Type field = type.field(slot).type();
      cls.withMethodBody("get" + slot, getter(field), ACC_PUBLIC, code -> emitGetter(code, slot));
      cls.withMethodBody("set" + slot, setter(field), ACC_PUBLIC, code -> emitSetter(code, slot));
      cls.withMethodBody("has" + slot, HAS, ACC_PUBLIC, code -> emitHas(code, slot));
      cls.withMethodBody(
          "clear" + slot, MethodTypeDesc.of(Jvm.VOID), ACC_PUBLIC, code -> emitClear(code, slot));
    }
  }

  private void emitConstructor(CodeBuilder code) {
    code.aload(0).aload(1);
    code.invokespecial(parent, ConstantDescs.INIT_NAME, CONSTRUCTOR).return_();
  }

  private void emitBlank(CodeBuilder code) {
    code.new_(self).dup().aload(0);
    code.invokevirtual(Jvm.RECORD, "recordType", MethodTypeDesc.of(Jvm.RECORD_TYPE));
    code.invokespecial(self, ConstantDescs.INIT_NAME, CONSTRUCTOR).areturn();
  }

  private void emitGet(CodeBuilder code) {
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int slot = 0; slot < type.size(); slot++) {
      cases.add(SwitchCase.of(slot, code.newLabel()));
    }
    if (!cases.isEmpty()) {
      code.iload(1).tableswitch(none, cases);
    }
    for (SwitchCase one : cases) {
      code.labelBinding(one.target());
      int slot = one.caseValue();
      Type field = type.field(slot).type();
      if (Layout.isPrimitive(field)) {
        code.aload(0).invokevirtual(self, "has" + slot, HAS).ifeq(none);
      }
      code.aload(0);
      if (filled.contains(slot)) {
        code.invokevirtual(self, "get" + slot, TAKE_FIELD);
      } else {
        code.getfield(self, Layout.field(slot), Jvm.desc(field));
      }
      Boxing.box(code, field);
      code.areturn();
    }
    code.labelBinding(none).aconst_null().areturn();
  }

  private void emitSet(CodeBuilder code) {
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int slot = 0; slot < type.size(); slot++) {
      cases.add(SwitchCase.of(slot, code.newLabel()));
    }
    if (!cases.isEmpty()) {
      code.iload(1).tableswitch(none, cases);
    }
    for (SwitchCase one : cases) {
      code.labelBinding(one.target());
      int slot = one.caseValue();
      Type field = type.field(slot).type();
      if (Layout.isPrimitive(field)) {
        Label present = code.newLabel();
        code.aload(2).ifnonnull(present);
        code.aload(0).invokevirtual(self, "clear" + slot, MethodTypeDesc.of(Jvm.VOID)).return_();
        code.labelBinding(present).aload(0).aload(2);
        Boxing.unbox(code, field);
        code.invokevirtual(self, "set" + slot, setter(field)).return_();
      } else {
        code.aload(0).aload(2);
        Boxing.unbox(code, field);
        if (filled.contains(slot)) {
          code.invokevirtual(self, "set" + slot, GIVE_FIELD).return_();
        } else {
          code.putfield(self, Layout.field(slot), Jvm.desc(field)).return_();
        }
      }
    }
    code.labelBinding(none).return_();
  }

  private void emitPeek(CodeBuilder code) {
    for (int slot : filled) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(slot).if_icmpne(next);
      code.aload(0).getfield(self, Layout.field(slot), Jvm.RECORD).areturn().labelBinding(next);
    }
    code.aconst_null().areturn();
  }

  private void emitPoke(CodeBuilder code) {
    for (int slot : filled) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(slot).if_icmpne(next);
      code.aload(0).aload(2).checkcast(Jvm.RECORD);
      code.putfield(self, Layout.field(slot), Jvm.RECORD).labelBinding(next);
    }
    code.return_();
  }

  private void emitTake(CodeBuilder code, int slot) {
    code.aload(0).aload(0).getfield(self, Layout.field(slot), Jvm.RECORD).loadConstant(slot);
    code.invokevirtual(self, "take", TAKE).checkcast(Jvm.RECORD).areturn();
  }

  private void emitGive(CodeBuilder code, int slot) {
    code.aload(0).aload(1).loadConstant(slot).invokevirtual(self, "given", GIVEN).return_();
  }

  private String word(int slot) {
    return "set" + primitives.indexOf(slot) / BITS;
  }

  private int bit(int slot) {
    return 1 << primitives.indexOf(slot) % BITS;
  }

  private void emitGetter(CodeBuilder code, int slot) {
    Type field = type.field(slot).type();
    Label present = code.newLabel();
    code.aload(0).getfield(self, word(slot), Jvm.INT).loadConstant(bit(slot)).iand();
    code.ifne(present).aload(1);
    code.invokestatic(Jvm.CHECKS, "missing", MethodTypeDesc.of(Jvm.SCRIPT_ERROR, Jvm.STRING));
    code.athrow().labelBinding(present);
    code.aload(0).getfield(self, Layout.field(slot), Jvm.desc(field));
    Boxing.ret(code, field);
  }

  private void emitSetter(CodeBuilder code, int slot) {
    Type field = type.field(slot).type();
    code.aload(0).dup().getfield(self, word(slot), Jvm.INT).loadConstant(bit(slot)).ior();
    code.putfield(self, word(slot), Jvm.INT);
    code.aload(0);
    Boxing.load(code, field, 1);
    code.putfield(self, Layout.field(slot), Jvm.desc(field)).return_();
  }

  private void emitHas(CodeBuilder code, int slot) {
    Label absent = code.newLabel();
    code.aload(0).getfield(self, word(slot), Jvm.INT).loadConstant(bit(slot)).iand();
    code.ifeq(absent).iconst_1().ireturn().labelBinding(absent).iconst_0().ireturn();
  }

  private void emitClear(CodeBuilder code, int slot) {
    code.aload(0).dup().getfield(self, word(slot), Jvm.INT).loadConstant(~bit(slot)).iand();
    code.putfield(self, word(slot), Jvm.INT).return_();
  }
}
