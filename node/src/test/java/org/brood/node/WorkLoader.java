package org.brood.node;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

/// Brood's classes once more, so changed that [Work] counts what they do: where a method begins,
/// where a loop begins anew, and where bytes are copied.
final class WorkLoader extends ClassLoader {
  private static final ClassDesc WORK = ClassDesc.of(Work.class.getName());
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
  private static final Set<String> COPIES =
      Set.of(
          "java/lang/foreign/MemorySegment.copy",
          "java/lang/foreign/MemorySegment.mismatch",
          "java/lang/System.arraycopy",
          "java/util/Arrays.copyOf",
          "java/util/Arrays.copyOfRange");

  private final ClassFile classFile =
      ClassFile.of(
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(WorkLoader.class.getClassLoader())));
  private final Set<String> countedCopies = new HashSet<>();

  WorkLoader() {
    super("work", WorkLoader.class.getClassLoader());
    for (Method method : Work.class.getMethods()) {
      if (method.getDeclaringClass() == Work.class) {
        countedCopies.add(method.getName() + describe(method));
      }
    }
  }

  private static String describe(Method method) {
    return java.lang.invoke.MethodType.methodType(
            method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      boolean counted =
          name.startsWith("org.brood.")
              && !name.startsWith("org.brood.testkit.")
              && !name.equals(Work.class.getName());
      return counted ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] counting =
          classFile.transformClass(
              classFile.parse(in.readAllBytes()),
              ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Counting::new)));
      return defineClass(name, counting, 0, counting.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /// Changes one method.
  private final class Counting implements CodeTransform {
    private final Set<Label> before = new HashSet<>();

    @Override
    public void atStart(CodeBuilder code) {
      code.invokestatic(WORK, "tick", NOTHING);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LabelTarget here -> {
          before.add(here.label());
          code.with(here);
        }
        case BranchInstruction branch when before.contains(branch.target()) -> {
          code.invokestatic(WORK, "tick", NOTHING);
          code.with(branch);
        }
        case InvokeInstruction call when isCopy(call) ->
            code.invokestatic(WORK, call.name().stringValue(), call.typeSymbol());
        default -> code.with(element);
      }
    }

    private boolean isCopy(InvokeInstruction call) {
      String name = call.name().stringValue();
      return call.opcode() == Opcode.INVOKESTATIC
          && COPIES.contains(call.owner().asInternalName() + "." + name)
          && countedCopies.contains(name + call.type().stringValue());
    }
  }
}
