package org.brood.script.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.brood.script.source.Span;
import org.brood.script.type.FuncType;

/// A named function, event or hook, or a lambda: an identity, compared as such.
///
/// - A native function (declared without body in a `.bif.zeek` file) has no bodies and [#isNative].
/// - A function has one body; events and hooks any number, in the order of the program (code
///   generation sorts by priority, equal priorities keep this order).
/// - A lambda is named `lambda_<hash>` and has one body.
public final class Function {
  private final String name;
  private final FuncType type;
  private final boolean nativeFunction;
  private final Span span;
  private final List<Body> bodies = new ArrayList<>();
  private final List<Supplier<String>> listings = new ArrayList<>();

  /// @param name the full name, such as `HTTP::get_file_handle`
  public Function(String name, FuncType type, boolean nativeFunction, Span span) {
    this.name = name;
    this.type = type;
    this.nativeFunction = nativeFunction;
    this.span = span;
  }

  public String name() {
    return name;
  }

  public FuncType type() {
    return type;
  }

  public boolean isNative() {
    return nativeFunction;
  }

  public Span span() {
    return span;
  }

  public List<Body> bodies() {
    return bodies;
  }

  /// Adds the statements of a body as text, made when it is asked for.
  public void addListing(Supplier<String> listing) {
    listings.add(listing);
  }

  /// The statements of all bodies as text, as values of functions are printed; empty if there are
  /// none.
  public String listing() {
    StringBuilder text = new StringBuilder();
    listings.forEach(one -> text.append(one.get()));
    return text.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
