package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.runtime.Site;
import org.brood.script.source.Span;
import org.brood.script.tree.Function;
import org.brood.script.tree.Local;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// One method that is being emitted: its code, its variables, the loops around the current
/// statement.
///
/// Slot 0 holds the program; slot 1 the captures if there are any.
final class Frame {
  /// Where `next` and `break` go.
  record Loop(@Nullable Label next, Label end) {}

  final CodeBuilder code;
  final Layout layout;
  final Constants constants;
  final Function function;
  final boolean isCondition;
  private final Map<Local, Integer> slots = new IdentityHashMap<>();
  private final Map<Local, Integer> captures = new IdentityHashMap<>();
  private final Map<Local, Integer> presences = new IdentityHashMap<>();
  private final Set<Local> alwaysSet = new HashSet<>();
  private final Deque<Loop> loops = new ArrayDeque<>();
  private final Deque<Label> fallthroughs = new ArrayDeque<>();
  private boolean chunk;
  private int calls;
  private int line = -1;

  Frame(
      CodeBuilder code,
      Layout layout,
      Constants constants,
      Function function,
      boolean isCondition) {
    this.code = code;
    this.layout = layout;
    this.constants = constants;
    this.function = function;
    this.isCondition = isCondition;
  }

  /// Whether asserts that hold are told to somebody.
  boolean hasAssertionHook() {
    return layout.program().functions().stream()
        .anyMatch(f -> f.name().equals("assertion_result") && !f.bodies().isEmpty());
  }

  /// Declares parameters, which lie from `slot` on.
  void params(List<Local> params, int slot) {
    int at = slot;
    for (Local param : params) {
      slots.put(param, at);
      alwaysSet.add(param);
      at += Boxing.kind(param.type()).slotSize();
    }
  }

  void captures(List<Local> locals) {
    for (Local local : locals) {
      captures.put(local, captures.size());
    }
  }

  /// Makes this the frame of a piece of a large body: `return` then leaves the piece and tells so.
  void markChunk() {
    chunk = true;
  }

  boolean isChunk() {
    return chunk;
  }

  /// The index of a captured variable, -1 if it is none.
  int capture(Local local) {
    return captures.getOrDefault(local, -1);
  }

  int slot(Local local) {
    Integer slot = slots.get(local);
    if (slot == null) {
      slot = temp(local.type());
      slots.put(local, slot);
    }
    return slot;
  }

  boolean isDeclared(Local local) {
    return slots.containsKey(local) || captures.containsKey(local);
  }

  int temp(Type type) {
    return code.allocateLocal(Boxing.kind(type));
  }

  /// Gives a primitive variable a second one that tells whether it has a value.
  void declarePresence(Local local) {
    if (capture(local) < 0) {
      int slot = code.allocateLocal(TypeKind.INT);
      presences.put(local, slot);
      code.iconst_0().istore(slot);
    }
  }

  /// The slot that tells whether a primitive variable has a value, -1 if it always has one.
  int presence(Local local) {
    return presences.getOrDefault(local, -1);
  }

  /// Notes that a variable has a value from its declaration on.
  void markSet(Local local) {
    alwaysSet.add(local);
  }

  boolean isAlwaysSet(Local local) {
    return alwaysSet.contains(local);
  }

  void enterLoop(Loop loop) {
    loops.push(loop);
  }

  void leaveLoop() {
    loops.pop();
  }

  Label breakTarget() {
    return loops.element().end();
  }

  /// Whether there is a loop or switch around.
  boolean inLoop() {
    return !loops.isEmpty();
  }

  Label nextTarget() {
    for (Loop loop : loops) {
      Label next = loop.next();
      if (next != null) {
        return next;
      }
    }
    throw new IllegalStateException("next outside of a loop");
  }

  void enterCase(Label following) {
    fallthroughs.push(following);
  }

  void leaveCase() {
    fallthroughs.pop();
  }

  Label fallthroughTarget() {
    return fallthroughs.element();
  }

  /// A number for a call inside of a `when` condition.
  int nextCall() {
    return calls++;
  }

  void line(Span span) {
    if (span.isNone()) {
      return;
    }
    int now = span.line();
    if (now != line) {
      line = now;
      code.lineNumber(Math.min(now, 65_535));
    }
  }

  /// Pushes the site of an expression whose source text is known.
  void site(Span span, String text) {
    if (span.isNone()) {
      code.loadConstant(Site.encode("", 0, text));
    } else {
      code.loadConstant(Site.encode(span.file().name(), span.line(), clip(text)));
    }
  }

  /// Pushes the site of an expression, with the source text of its span.
  void site(Span span) {
    site(span, span.isNone() ? "" : text(span));
  }

  static String text(Span span) {
    return span.file().latin1(span.start(), span.end()).strip();
  }

  private static String clip(String text) {
    return text.length() > 500 ? text.substring(0, 500) : text;
  }

  void program() {
    code.aload(0);
  }
}
