package org.brood.script.codegen;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.brood.script.tree.Body;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;

/// A body too large for one method: its statements go into several, which share the variables in an
/// array.
///
/// The first place of the array holds the result. A piece gives true when the body is left for
/// good.
final class LargeBody {
  /// Source bytes beyond which a body is split; a method holds 65,535 bytes of code, of which a
  /// byte of source makes up to four.
  private static final int LARGE = 12_000;

  private static final int PIECE = 4_000;
  private static final MethodTypeDesc CHUNK = MethodTypeDesc.of(Jvm.BOOL, Jvm.P, Jvm.OBJECTS);

  private final Layout layout;
  private final Constants constants;
  private final Layout.PendingBody pending;
  private final ClassDesc owner;
  private final List<Local> variables = new ArrayList<>();

  LargeBody(Layout layout, Constants constants, Layout.PendingBody pending, ClassDesc owner) {
    this.layout = layout;
    this.constants = constants;
    this.pending = pending;
    this.owner = owner;
    variables.add(new Local("result", Basic.ANY, Local.Kind.LOCAL));
    variables.addAll(pending.body().params());
    Locals.visit(
        pending.body().code(),
        local -> {
          if (local != null && !variables.contains(local)) {
            variables.add(local);
          }
        });
  }

  static boolean isLarge(Body body) {
    if (!body.captures().isEmpty()
        || !(body.code() instanceof Stmt.Block(List<Stmt> statements, var _))
        || statements.isEmpty()) {
      return false;
    }
    return statements.getLast().span().end() - statements.getFirst().span().start() > LARGE;
  }

  void emit(ClassBuilder cls) {
    List<List<Stmt>> pieces = pieces(((Stmt.Block) pending.body().code()).statements());
    String name = layout.name(pending.body());
    for (int i = 0; i < pieces.size(); i++) {
      List<Stmt> piece = pieces.get(i);
      cls.withMethodBody(
          name + "_" + i, CHUNK, ACC_PUBLIC | ACC_STATIC, code -> emitPiece(code, piece));
    }
    cls.withMethodBody(
        name,
        Layout.descriptor(pending.function(), pending.body()),
        ACC_PUBLIC | ACC_STATIC,
        code -> emitWhole(code, name, pieces.size()));
  }

  private static List<List<Stmt>> pieces(List<Stmt> statements) {
    List<List<Stmt>> pieces = new ArrayList<>();
    List<Stmt> piece = new ArrayList<>();
    int size = 0;
    for (Stmt one : statements) {
      int length = one.span().end() - one.span().start();
      if (size + length > PIECE && !piece.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
        size = 0;
      }
      piece.add(one);
      size += length;
    }
    pieces.add(piece);
    return pieces;
  }

  private void emitPiece(CodeBuilder code, List<Stmt> statements) {
    Frame frame = new Frame(code, layout, constants, pending.function(), pending.isCondition());
    frame.captures(variables);
    frame.markChunk();
    StmtEmitter emitter = new StmtEmitter(frame, new ExprEmitter(frame));
    Stmt.Block block = new Stmt.Block(statements, pending.body().span());
    if (emitter.emit(block)) {
      code.iconst_0().ireturn();
    }
  }

  private void emitWhole(CodeBuilder code, String name, int pieces) {
    int array = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    code.loadConstant(variables.size()).anewarray(Jvm.OBJECT).astore(array);
    int slot = 1;
    int place = 1;
    for (Local param : pending.body().params()) {
      code.aload(array).loadConstant(place++);
      Boxing.load(code, param.type(), slot);
      Boxing.box(code, param.type());
      code.aastore();
      slot += Boxing.kind(param.type()).slotSize();
    }
    Label left = code.newLabel();
    for (int i = 0; i < pieces; i++) {
      code.aload(0).aload(array).invokestatic(owner, name + "_" + i, CHUNK).ifne(left);
    }
    code.labelBinding(left);
    FuncType type = pending.function().type();
    if (type.flavor() == FuncType.Flavor.EVENT) {
      code.return_();
      return;
    }
    code.aload(array).iconst_0().aaload();
    if (type.flavor() == FuncType.Flavor.HOOK) {
      code.invokestatic(Jvm.CHECKS, "hookResult", MethodTypeDesc.of(Jvm.BOOL, Jvm.OBJECT));
      code.ireturn();
      return;
    }
    Type result = type.result();
    Boxing.unbox(code, result);
    Boxing.ret(code, result);
  }
}
