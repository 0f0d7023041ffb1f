package org.brood.script.codegen;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.runtime.ProgramClasses;
import org.brood.script.runtime.ProgramCodec;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.source.Span;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.tree.Program;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Compiles a checked program to classes.
public final class ProgramCompiler {
  private static final int INIT_STEPS = 16;
  private static final int SWITCH_GROUP = 500;
  private static final MethodTypeDesc WITH_PROGRAM = MethodTypeDesc.of(Jvm.VOID, Jvm.P);
  private static final FuncType INIT_TYPE =
      new FuncType(FuncType.Flavor.EVENT, List.of(), Basic.VOID);

  private final Layout layout;
  private final Constants constants;
  private final Program program;
  private final Map<String, byte[]> knownRecords;
  private final InitParts parts = new InitParts();
  private final ClassFile classFile =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ((ClassHierarchyResolver) ProgramCompiler::generated)
                  .orElse(ClassHierarchyResolver.defaultResolver())));
  private final Map<String, byte[]> classes = new LinkedHashMap<>();

  /// Takes a class.
  @FunctionalInterface
  interface ClassSink {
    void add(ClassDesc name, byte[] bytes);
  }

  private ProgramCompiler(Program program, NativeTable natives, Map<String, byte[]> knownRecords) {
    this.program = program;
    this.knownRecords = knownRecords;
    this.layout = new Layout(program, natives);
    this.constants = new Constants(program.enums());
  }

  /// Compiles a program.
  ///
  /// @param natives the built-in functions
  /// @param signatureFiles from `@load-sigs`
  /// @param scripts what was loaded
  public static CompiledProgram compile(
      Program program,
      NativeTable natives,
      List<String> signatureFiles,
      List<ProgramInfo.LoadedScript> scripts) {
    return compile(program, natives, signatureFiles, scripts, Map.of());
  }

  /// Compiles a program.
  ///
  /// @param knownRecords classes of records that this compiler made for another program, by their
  ///   paths, as [CompiledProgram#records] gives them
  public static CompiledProgram compile(
      Program program,
      NativeTable natives,
      List<String> signatureFiles,
      List<ProgramInfo.LoadedScript> scripts,
      Map<String, byte[]> knownRecords) {
    return new ProgramCompiler(program, natives, knownRecords).compile(signatureFiles, scripts);
  }

  private CompiledProgram compile(
      List<String> signatureFiles, List<ProgramInfo.LoadedScript> scripts) {
    for (RecordType type : program.records()) {
      ClassDesc name = layout.recordClass(type);
      byte[] made = knownRecords.get(path(name));
      if (made == null && !classes.containsKey(path(name))) {
        made = new RecordEmitter(type, name).emit(classFile);
      }
      if (made != null) {
        add(name, made);
      }
    }
    emitNew();
    int initClasses = emitInit();
    parts.emit(classFile, this::frame, this::add);
    // Lambdas come up while bodies are emitted, so it goes on, into further classes, until nothing
    // new does.
    int round = 0;
    for (Map<String, List<Layout.PendingBody>> some = layout.takePending();
        !some.isEmpty();
        some = layout.takePending()) {
      emitBodies(some, round++);
    }
    DispatchEmitter dispatch = new DispatchEmitter(layout);
    add(Jvm.DISPATCH, dispatch.emitDispatch(classFile));
    add(Jvm.CALLS, dispatch.emitCalls(classFile));
    emitMain(initClasses);
    constants.emit(classFile, this::add);
    ProgramInfo info = describe(signatureFiles, scripts);
    classes.put(ProgramClasses.DESCRIPTION, ProgramCodec.write(info, constants.pool()));
    return new CompiledProgram(classes);
  }

  private void add(ClassDesc name, byte[] bytes) {
    classes.put(path(name), bytes);
  }

  private static String path(ClassDesc name) {
    String descriptor = name.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1) + ".class";
  }

  /// Tells the class writer what it cannot look up: the superclasses of classes that are being
  /// made.
  private static ClassHierarchyResolver.@Nullable ClassHierarchyInfo generated(ClassDesc name) {
    String text = name.descriptorString();
    if (!text.startsWith("Lbrood/gen/")) {
      return null;
    }
    char kind = text.charAt("Lbrood/gen/".length());
    ClassDesc parent =
        kind == 'R' ? Jvm.RECORD : text.equals("Lbrood/gen/P;") ? Jvm.SCRIPT_PROGRAM : Jvm.OBJECT;
    return ClassHierarchyResolver.ClassHierarchyInfo.ofClass(parent);
  }

  // ---- records

  private void emitNew() {
    add(
        Jvm.NEW,
        classFile.build(
            Jvm.NEW,
            cls -> {
              cls.withFlags(ACC_PUBLIC | ACC_FINAL);
              for (RecordType type : program.records()) {
                cls.withMethodBody(
                    "n" + type.id(),
                    MethodTypeDesc.of(Jvm.RECORD, Jvm.P),
                    ACC_PUBLIC | ACC_STATIC,
                    code -> emitNew(code, type));
              }
            }));
  }

  private void emitNew(CodeBuilder code, RecordType type) {
    ClassDesc owner = layout.recordClass(type);
    Frame frame = frame(code);
    ExprEmitter exprs = new ExprEmitter(frame);
    int made = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    code.new_(owner).dup();
    constants.type(code, type, Jvm.RECORD_TYPE);
    code.invokespecial(
        owner, ConstantDescs.INIT_NAME, MethodTypeDesc.of(Jvm.VOID, Jvm.RECORD_TYPE));
    code.astore(made);
    for (int slot = 0; slot < type.size(); slot++) {
      Expr value = layout.firstValue(type, slot);
      RecordType.Field field = type.field(slot);
      if (value == null && (field.optional() || !Types.startsEmpty(field.type()))) {
        continue;
      }
      code.aload(made);
      if (value == null) {
        empty(exprs, field.type());
      } else {
        exprs.emit(value);
      }
      if (Layout.isPrimitive(field.type())) {
        code.invokevirtual(owner, "set" + slot, RecordEmitter.setter(field.type()));
      } else {
        code.putfield(owner, Layout.field(slot), Jvm.desc(field.type()));
      }
    }
    code.aload(made).areturn();
  }

  private static void empty(ExprEmitter exprs, Type type) {
    switch (type) {
      case TableType table ->
          exprs.emit(
              new Expr.TableNew(
                  table, List.of(), org.brood.script.tree.TableAttrs.NONE, Span.NONE));
      case VectorType vector -> exprs.emit(new Expr.VectorNew(vector, List.of(), Span.NONE));
      case RecordType record -> exprs.newRecord(record);
      default -> throw new IllegalStateException("no empty " + type.describe());
    }
  }

  private Frame frame(CodeBuilder code) {
    return new Frame(
        code, layout, constants, new Function("init", INIT_TYPE, false, Span.NONE), false);
  }

  // ---- first values

  private int emitInit() {
    int perClass = 400;
    List<InitStep> steps = program.init();
    int count = 0;
    for (int from = 0; from < steps.size(); from += perClass) {
      emitInitClass(count++, steps.subList(from, Math.min(steps.size(), from + perClass)));
    }
    return count;
  }

  private void emitInitClass(int number, List<InitStep> steps) {
    ClassDesc name = Jvm.gen("I" + number);
    add(
        name,
        classFile.build(
            name,
            cls -> {
              cls.withFlags(ACC_PUBLIC | ACC_FINAL);
              InitEmitter init = new InitEmitter(cls, this::frame, parts);
              int methods = 0;
              for (int from = 0; from < steps.size(); from += INIT_STEPS) {
                List<InitStep> some =
                    steps.subList(from, Math.min(steps.size(), from + INIT_STEPS));
                init.emitSome("s" + methods++, some);
              }
              int last = methods;
              cls.withMethodBody(
                  "init",
                  WITH_PROGRAM,
                  ACC_PUBLIC | ACC_STATIC,
                  code -> {
                    for (int i = 0; i < last; i++) {
                      code.aload(0).invokestatic(name, "s" + i, WITH_PROGRAM);
                    }
                    code.return_();
                  });
            }));
  }

  // ---- bodies

  private void emitBodies(Map<String, List<Layout.PendingBody>> some, int round) {
    some.forEach((file, pending) -> {
      ClassDesc name = Jvm.gen(file + (round == 0 ? "" : "_" + round));
      for (Layout.PendingBody one : pending) {
        layout.place(one.body(), name);
      }
    });
    some.forEach((file, pending) -> {
      ClassDesc name = layout.ownerOf(pending.getFirst().body());
      add(
          name,
          classFile.build(
              name,
              cls -> {
                cls.withFlags(ACC_PUBLIC | ACC_FINAL);
                String source = pending.getFirst().body().span().file().name();
                cls.with(SourceFileAttribute.of(source.isEmpty() ? "script" : source));
                for (Layout.PendingBody one : pending) {
                  if (LargeBody.isLarge(one.body())) {
                    new LargeBody(layout, constants, one, name).emit(cls);
                    continue;
                  }
                  cls.withMethodBody(
                      layout.name(one.body()),
                      Layout.descriptor(one.function(), one.body()),
                      ACC_PUBLIC | ACC_STATIC,
                      code -> emitBody(code, one));
                }
              }));
    });
  }

  private void emitBody(CodeBuilder code, Layout.PendingBody pending) {
    Body body = pending.body();
    Frame frame = new Frame(code, layout, constants, pending.function(), pending.isCondition());
    boolean closure = !body.captures().isEmpty();
    frame.params(body.params(), closure ? 2 : 1);
    frame.captures(body.captures());
    Locals.declare(frame, body.code());
    StmtEmitter statements = new StmtEmitter(frame, new ExprEmitter(frame));
    if (statements.emit(body.code())) {
      statements.end();
    }
  }

  // ---- the main class

  private void emitMain(int initClasses) {
    add(
        Jvm.P,
        classFile.build(
            Jvm.P,
            cls -> {
              cls.withFlags(ACC_PUBLIC | ACC_FINAL).withSuperclass(Jvm.SCRIPT_PROGRAM);
              for (Global global : program.globals()) {
                cls.withField(layout.field(global), Jvm.desc(global.type()), ACC_PUBLIC);
                if (layout.mayBeUnset(global)) {
                  cls.withField(layout.presence(global), Jvm.BOOL, ACC_PUBLIC);
                }
              }
              emitConstructor(cls);
              cls.withMethodBody(
                  "init",
                  MethodTypeDesc.of(Jvm.VOID),
                  ACC_PUBLIC,
                  code -> {
                    for (int i = 0; i < initClasses; i++) {
                      code.aload(0).invokestatic(Jvm.gen("I" + i), "init", WITH_PROGRAM);
                    }
                    code.return_();
                  });
              emitForwarders(cls);
              emitGlobals(cls);
              emitNewRecord(cls);
            }));
  }

  private static void emitConstructor(ClassBuilder cls) {
    MethodTypeDesc type = MethodTypeDesc.of(Jvm.VOID, Jvm.RUNTIME);
    cls.withMethodBody(
        ConstantDescs.INIT_NAME,
        type,
        ACC_PUBLIC,
        code ->
            code.aload(0)
                .aload(1)
                .invokespecial(Jvm.SCRIPT_PROGRAM, ConstantDescs.INIT_NAME, type)
                .return_());
  }

  private static void emitForwarders(ClassBuilder cls) {
    cls.withMethodBody(
        "dispatch",
        MethodTypeDesc.of(Jvm.VOID, Jvm.INT, Jvm.OBJECTS),
        ACC_PUBLIC,
        code ->
            code.aload(0)
                .iload(1)
                .aload(2)
                .invokestatic(
                    Jvm.DISPATCH,
                    "dispatch",
                    MethodTypeDesc.of(Jvm.VOID, Jvm.P, Jvm.INT, Jvm.OBJECTS))
                .return_());
    cls.withMethodBody(
        "invoke",
        MethodTypeDesc.of(Jvm.OBJECT, Jvm.INT, Jvm.OBJECTS, Jvm.OBJECTS),
        ACC_PUBLIC,
        code ->
            code.aload(0)
                .iload(1)
                .aload(2)
                .aload(3)
                .invokestatic(
                    Jvm.CALLS,
                    "invoke",
                    MethodTypeDesc.of(Jvm.OBJECT, Jvm.P, Jvm.INT, Jvm.OBJECTS, Jvm.OBJECTS))
                .areturn());
  }

  /// Emits a method that switches over a number, in groups so that none is too large.
  private void switched(
      ClassBuilder cls, String name, MethodTypeDesc type, int count, SwitchBody body) {
    int groups = (count + SWITCH_GROUP - 1) / SWITCH_GROUP;
    for (int group = 0; group < groups; group++) {
      int first = group * SWITCH_GROUP;
      int last = Math.min(count, first + SWITCH_GROUP);
      cls.withMethodBody(
          name + group,
          type,
          ACC_PRIVATE,
          code -> {
            Label none = code.newLabel();
            List<SwitchCase> cases = new ArrayList<>();
            for (int i = first; i < last; i++) {
              cases.add(SwitchCase.of(i, code.newLabel()));
            }
            code.iload(1).tableswitch(none, cases);
            for (SwitchCase one : cases) {
              code.labelBinding(one.target());
              body.emit(code, one.caseValue());
            }
            code.labelBinding(none);
            leave(code, type);
          });
    }
    cls.withMethodBody(
        name,
        type,
        ACC_PUBLIC,
        code -> {
          for (int group = 0; group < groups; group++) {
            Label later = code.newLabel();
            code.iload(1).loadConstant((group + 1) * SWITCH_GROUP).if_icmpge(later);
            code.aload(0).iload(1);
            if (type.parameterCount() > 1) {
              code.aload(2);
            }
            code.invokevirtual(Jvm.P, name + group, type);
            if (type.returnType().equals(Jvm.VOID)) {
              code.return_();
            } else {
              code.areturn();
            }
            code.labelBinding(later);
          }
          leave(code, type);
        });
  }

  /// Emits one case.
  @FunctionalInterface
  private interface SwitchBody {
    void emit(CodeBuilder code, int number);
  }

  private static void leave(CodeBuilder code, MethodTypeDesc type) {
    if (type.returnType().equals(Jvm.VOID)) {
      code.return_();
    } else {
      code.aconst_null().areturn();
    }
  }

  private void emitGlobals(ClassBuilder cls) {
    List<Global> globals = program.globals();
    switched(
        cls,
        "global",
        MethodTypeDesc.of(Jvm.OBJECT, Jvm.INT),
        globals.size(),
        (code, i) -> {
          Type type = globals.get(i).type();
          if (layout.mayBeUnset(globals.get(i))) {
            Label set = code.newLabel();
            code.aload(0).getfield(Jvm.P, layout.presence(globals.get(i)), Jvm.BOOL).ifne(set);
            code.aconst_null().areturn().labelBinding(set);
          }
          code.aload(0).getfield(Jvm.P, "g" + i, Jvm.desc(type));
          Boxing.box(code, type);
          code.areturn();
        });
    switched(
        cls,
        "setGlobal",
        MethodTypeDesc.of(Jvm.VOID, Jvm.INT, Jvm.OBJECT),
        globals.size(),
        (code, i) -> {
          Type type = globals.get(i).type();
          code.aload(0).aload(2);
          Boxing.unbox(code, type);
          code.putfield(Jvm.P, "g" + i, Jvm.desc(type));
          if (layout.mayBeUnset(globals.get(i))) {
            code.aload(0).iconst_1();
            code.putfield(Jvm.P, layout.presence(globals.get(i)), Jvm.BOOL);
          }
          code.return_();
        });
  }

  private void emitNewRecord(ClassBuilder cls) {
    switched(
        cls,
        "newRecord",
        MethodTypeDesc.of(Jvm.RECORD, Jvm.INT),
        program.records().size(),
        (code, i) ->
            code.aload(0)
                .invokestatic(Jvm.NEW, "n" + i, MethodTypeDesc.of(Jvm.RECORD, Jvm.P))
                .areturn());
  }

  // ---- description

  private ProgramInfo describe(
      List<String> signatureFiles, List<ProgramInfo.LoadedScript> scripts) {
    List<ProgramInfo.GlobalInfo> globals = new ArrayList<>();
    for (Global global : program.globals()) {
      globals.add(
          new ProgramInfo.GlobalInfo(
              global.name(),
              global.type(),
              global.kind().name().toLowerCase(java.util.Locale.ROOT),
              global.isRedefinable(),
              global.isExported()));
    }
    List<ProgramInfo.FunctionInfo> functions = new ArrayList<>();
    List<Function> all = layout.functions();
    for (int i = 0; i < all.size(); i++) {
      Function function = all.get(i);
      List<ProgramInfo.HandlerInfo> handlers = new ArrayList<>();
      for (Body body : DispatchEmitter.byPriority(function)) {
        handlers.add(handler(body));
      }
      functions.add(
          new ProgramInfo.FunctionInfo(
              function.name(),
              function.type(),
              function.isNative(),
              i >= program.functions().size(),
              handlers,
              layout.isValue(function) ? function.listing() : ""));
    }
    return new ProgramInfo(
        globals,
        functions,
        program.records(),
        program.enums(),
        program.types(),
        signatureFiles,
        scripts,
        program.documentation(),
        program.modules());
  }

  private static ProgramInfo.HandlerInfo handler(Body body) {
    List<String> groups = new ArrayList<>();
    for (String group : body.groups()) {
      groups.add("attr:" + group);
    }
    groups.add("module:" + body.module());
    Span span = body.span();
    return new ProgramInfo.HandlerInfo(
        body.priority(), groups, span.file().name(), span.isNone() ? 0 : span.line());
  }
}
