package org.brood.script.check;

import org.brood.script.source.Span;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.Directives;
import org.brood.script.syntax.Expr;

/// What a value of the command line may do besides being a value: nothing.
record ValueDirectives(Decl.Scope scope) implements Directives {
  @Override
  public void declare(Decl declaration) {}

  @Override
  public void load(String name, Span span) {}

  @Override
  public void unload(String name, Span span) {}

  @Override
  public void loadSignatures(String name, Span span) {}

  @Override
  public void prefixes(String list, boolean append) {}

  @Override
  public void deprecated(String comment, Span span) {}

  @Override
  public void pragma(String text, Span span) {}

  @Override
  public boolean condition(Expr condition, Decl.Scope at) {
    return false;
  }

  @Override
  public boolean isDeclared(String name, Decl.Scope at) {
    return false;
  }

  @Override
  public String kindOfType(String name, Decl.Scope at) {
    return "";
  }

  @Override
  public void enterModule(String name) {}

  @Override
  public void export(boolean on) {}

  @Override
  public boolean inStatements() {
    return true;
  }
}
