package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.source.Span;
import org.brood.script.tree.Local;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// The local names of one body while it is checked.
///
/// Locals belong to the whole function; what a block declared may not be used behind the block,
/// though.
final class Frame {
  private final @Nullable Frame outer;
  private final FuncType.Flavor flavor;
  private final String module;
  private final int visible;
  private final Map<String, Local> locals = new LinkedHashMap<>();
  private final Map<String, Span> spans = new HashMap<>();
  private final Set<Local> constants = new HashSet<>();
  private final Set<String> outOfScope = new HashSet<>();
  private final Map<String, Local> captured = new HashMap<>();
  private final Set<String> usedCaptures = new HashSet<>();
  private final List<List<String>> blocks = new ArrayList<>();
  private @Nullable Type result;
  private final boolean infersResult;
  private int loops;
  private int switches;

  /// @param outer the frame around a lambda or `when`, null for a named function
  /// @param result what the body returns; null when it is to be inferred
  /// @param visible how many declarations the body can see
  Frame(
      @Nullable Frame outer,
      FuncType.Flavor flavor,
      @Nullable Type result,
      String module,
      int visible) {
    this.outer = outer;
    this.flavor = flavor;
    this.result = result;
    this.infersResult = result == null;
    this.module = module;
    this.visible = visible;
  }

  /// The frame of expressions outside of functions.
  static Frame global(String module, int visible) {
    return new Frame(null, FuncType.Flavor.FUNCTION, null, module, visible);
  }

  @Nullable Frame outer() {
    return outer;
  }

  FuncType.Flavor flavor() {
    return flavor;
  }

  String module() {
    return module;
  }

  int visible() {
    return visible;
  }

  @Nullable Type result() {
    return result;
  }

  boolean infersResult() {
    return infersResult;
  }

  void result(Type inferred) {
    result = inferred;
  }

  void declare(Local local, boolean constant, Span span) {
    locals.put(local.name(), local);
    spans.put(local.name(), span);
    if (constant) {
      constants.add(local);
    }
    if (!blocks.isEmpty()) {
      blocks.getLast().add(local.name());
    }
  }

  /// Where a local of this frame or of one around was declared.
  Span span(String name) {
    Span span = spans.get(name);
    return span != null ? span : outer == null ? Span.NONE : outer.span(name);
  }

  void capture(Local local) {
    captured.put(local.name(), local);
  }

  /// The variable of that name, not looking at the frames around.
  @Nullable Local find(String name) {
    Local local = locals.get(name);
    if (local == null && captured.containsKey(name)) {
      usedCaptures.add(name);
      return captured.get(name);
    }
    return local;
  }

  boolean usedCapture(String name) {
    return usedCaptures.contains(name);
  }

  void useCapture(String name) {
    usedCaptures.add(name);
  }

  /// Whether a frame around has a variable of that name.
  boolean isInOuter(String name) {
    Frame frame = outer;
    while (frame != null) {
      if (frame.locals.containsKey(name) || frame.captured.containsKey(name)) {
        return true;
      }
      frame = frame.outer;
    }
    return false;
  }

  boolean isConstant(Local local) {
    return constants.contains(local);
  }

  boolean isOutOfScope(String name) {
    return outOfScope.contains(name);
  }

  void enterBlock() {
    blocks.add(new ArrayList<>());
  }

  void leaveBlock() {
    outOfScope.addAll(blocks.removeLast());
  }

  /// Makes a name usable again that another block declares anew.
  void inScopeAgain(String name) {
    outOfScope.remove(name);
  }

  Set<String> names() {
    return locals.keySet();
  }

  void enterLoop() {
    loops++;
  }

  void leaveLoop() {
    loops--;
  }

  void enterSwitch() {
    switches++;
  }

  void leaveSwitch() {
    switches--;
  }

  boolean inLoop() {
    return loops > 0;
  }

  boolean inSwitch() {
    return switches > 0;
  }
}
