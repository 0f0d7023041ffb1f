package org.brood.script.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brood.script.load.LoadedProgram.Comments;
import org.brood.script.load.LoadedProgram.LoadedFile;
import org.brood.script.load.LoadedProgram.SignatureFile;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.Describe;
import org.brood.script.syntax.Directives;
import org.brood.script.syntax.Expr;
import org.brood.script.syntax.Parser;
import org.jspecify.annotations.Nullable;

/// Reads a program: each file once, where the first `@load` of it stands.
public final class Loader implements Directives {
  public static final String GLOBAL_MODULE = "GLOBAL";
  public static final String COMMAND_LINE = "<command line>";

  /// How deeply files may load each other.
  private static final int MAX_NESTING = 300;

  private final LoadRequest request;
  private final ScriptPath path;
  private final Diagnostics diagnostics;
  private final ConditionEvaluator conditions;
  private final List<Decl> declarations = new ArrayList<>();
  private final List<LoadedFile> files = new ArrayList<>();
  private final List<SignatureFile> signatures = new ArrayList<>();
  private final List<Comments> comments = new ArrayList<>();
  private final Set<Object> scanned = new HashSet<>();
  private final List<String> prefixesUnchecked = new ArrayList<>();
  private final Set<String> modules = new LinkedHashSet<>();
  private final Pragmas pragmas;
  private final List<Span> loadedFrom = new ArrayList<>();
  private final List<String> prefixes;
  private int nesting;
  private Decl.Scope scope = new Decl.Scope(GLOBAL_MODULE, false);
  private boolean inStatements;

  private Loader(LoadRequest request, Diagnostics diagnostics, Environment environment) {
    this.request = request;
    this.path = request.path();
    this.diagnostics = diagnostics;
    this.conditions = new ConditionEvaluator(environment, request.path());
    this.pragmas = new Pragmas(diagnostics);
    this.prefixes = new ArrayList<>(request.prefixes());
    modules.add(GLOBAL_MODULE);
  }

  /// Loads the program that `request` names. What is wrong with it is told to `diagnostics`.
  public static LoadedProgram load(
      LoadRequest request, Diagnostics diagnostics, Environment environment) {
    return new Loader(request, diagnostics, environment).run();
  }

  private LoadedProgram run() {
    for (String script : request.scripts()) {
      load(script, Span.NONE);
    }
    loadPrefixed();
    request.assignments().forEach(this::assignment);
    if (!request.code().isEmpty()) {
      parse(SourceFile.ofText(COMMAND_LINE, request.code() + "\n;\n"));
    }
    Set<String> mentioned = new HashSet<>();
    for (String name : request.signatures()) {
      path.findSignatures(name, ".").ifPresent(file -> addWords(file, mentioned));
    }
    signatures.forEach(file -> addWords(file.path(), mentioned));
    return new LoadedProgram(
        List.copyOf(declarations),
        List.copyOf(files),
        List.copyOf(signatures),
        path.probed(),
        Set.copyOf(mentioned),
        List.copyOf(modules),
        List.copyOf(comments));
  }

  /// Adds the words of a signature file; one that cannot be read is told of when it is used.
  private static void addWords(String file, Set<String> words) {
    if (file.isEmpty()) {
      return;
    }
    String text;
    try {
      text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return;
    }
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean inWord = Character.isLetterOrDigit(c) || c == '_' || c == ':';
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
  }

  private void parse(SourceFile file) {
    Decl.Scope outer = scope;
    Pragmas.Outer pragmaDepth = pragmas.enter(new Span(file, 0, 0));
    nesting++;
    Parser parser = new Parser(file, diagnostics, this);
    parser.parse();
    comments.add(new Comments(file, path.innerName(file.name()), parser.comments()));
    nesting--;
    pragmas.endOfFile(pragmaDepth, new Span(file, file.length(), file.length()));
    scope = new Decl.Scope(outer.module(), scope.exported());
  }

  /// Loads what prefixes name: `local.base.x` for `base/x` and the prefix `local`.
  private void loadPrefixed() {
    while (!prefixesUnchecked.isEmpty()) {
      List<String> loaded = List.copyOf(prefixesUnchecked);
      prefixesUnchecked.clear();
      for (String file : loaded) {
        for (String prefix : prefixes.reversed()) {
          if (!prefix.isEmpty()) {
            path.findScript(path.flatName(file, prefix), ".").ifPresent(f -> load(f, Span.NONE));
          }
        }
      }
    }
  }

  private void assignment(String text) {
    int name = 0;
    while (name < text.length() && isNameCharacter(text.charAt(name))) {
      name++;
    }
    int equals = text.indexOf('=', name);
    if (equals < 0) {
      return;
    }
    Decl.InitOp op =
        switch (text.substring(name, equals).strip()) {
          case "+" -> Decl.InitOp.ADD;
          case "-" -> Decl.InitOp.REMOVE;
          default -> Decl.InitOp.SET;
        };
    String value = text.substring(equals + 1);
    SourceFile file = SourceFile.ofText("<params>", text);
    Span span = new Span(file, 0, file.length());
    Decl.Scope global = new Decl.Scope(GLOBAL_MODULE, false);
    declare(new Decl.CommandLine(text.substring(0, name), op, value, global, span));
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == ':';
  }

  @Override
  public void declare(Decl declaration) {
    inStatements |= declaration instanceof Decl.Statement;
    conditions.declare(declaration);
    declarations.add(declaration);
  }

  @Override
  public void load(String name, Span span) {
    if (name.equals("-")) {
      loadStandardInput(span);
      return;
    }
    Optional<String> found = path.findScript(name, span.file().directory());
    if (found.isEmpty()) {
      diagnostics.fatal(span, "can't find " + name);
      return;
    }
    Optional<String> file = packageFile(found.get());
    if (file.isEmpty()) {
      String missing = ScriptPath.PACKAGE_LOADER + ".zeek";
      diagnostics.error(
          span, "Failed to open package '" + found.get() + "': missing '" + missing + "' file");
      diagnostics.fatal(
          span, "can't open " + found.get() + "/" + ScriptPath.PACKAGE_LOADER + ".zeek");
      return;
    }
    loadFile(file.get(), span);
  }

  private Optional<String> packageFile(String found) {
    return Files.isDirectory(Path.of(found)) ? path.packageLoader(found) : Optional.of(found);
  }

  private void loadFile(String file, Span span) {
    if (!scanned.add(identity(file))) {
      return;
    }
    if (file.endsWith(".so")) {
      diagnostics.fatal(span, "failed to load plugin " + file + ": native plugins do not run here");
      return;
    }
    if (nesting >= MAX_NESTING) {
      diagnostics.fatal(span, "files load each other too deeply");
      return;
    }
    byte[] text = read(file);
    if (text == null) {
      diagnostics.fatal(span, "can't open " + file);
      return;
    }
    files.add(new LoadedFile(file, nesting));
    prefixesUnchecked.add(file);
    loadedFrom.add(span);
    parse(new SourceFile(file, text));
    loadedFrom.removeLast();
  }

  private void loadStandardInput(Span span) {
    if (!scanned.add("<stdin>")) {
      return;
    }
    try {
      files.add(new LoadedFile("<stdin>", nesting));
      parse(new SourceFile("<stdin>", System.in.readAllBytes()));
    } catch (IOException unreadable) {
      diagnostics.fatal(span, "can't open <stdin>");
    }
  }

  private static byte @Nullable [] read(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException unreadable) {
      return null;
    }
  }

  /// What makes two paths the same file.
  private static Object identity(String file) {
    try {
      return Path.of(file).toRealPath();
    } catch (IOException missing) {
      return Path.of(file).toAbsolutePath().normalize();
    }
  }

  @Override
  public void unload(String name, Span span) {
    Optional<String> found =
        path.findScript(name, span.file().directory()).flatMap(this::packageFile);
    if (found.isPresent()) {
      scanned.add(identity(found.get()));
    } else {
      diagnostics.error(span, "failed find file associated with @unload " + name);
    }
  }

  @Override
  public void loadSignatures(String name, Span span) {
    String found = path.findSignatures(name, span.file().directory()).orElse("");
    signatures.add(new SignatureFile(name, found, span));
  }

  @Override
  public void prefixes(String list, boolean append) {
    if (!append) {
      prefixes.clear();
    }
    prefixes.addAll(Arrays.asList(list.split(":", -1)));
  }

  @Override
  public void deprecated(String comment, Span span) {
    String from = "";
    if (!loadedFrom.isEmpty()) {
      Span at = loadedFrom.getLast();
      from =
          at.isNone()
              ? " from command line arguments"
              : " from " + at.file().name() + ":" + at.line();
    }
    if (pragmas.isSilent()) {
      return;
    }
    diagnostics.deprecation(
        new Subject(span, ""), "deprecated script loaded" + from + " " + comment);
  }

  @Override
  public void pragma(String text, Span span) {
    pragmas.apply(text, span);
  }

  @Override
  public boolean condition(Expr condition, Decl.Scope at) {
    boolean broken = diagnostics.hasErrors();
    Optional<Boolean> value = conditions.evaluate(condition, at.module());
    if (value.isEmpty() && !broken) {
      String text = Describe.expression(condition);
      String reason = conditions.problem();
      diagnostics.error(new Subject(condition.span(), text), "invalid expression in @if", reason);
    }
    return value.orElse(false);
  }

  @Override
  public boolean isDeclared(String name, Decl.Scope at) {
    return conditions.isDeclared(name, at.module()) || modules.contains(name);
  }

  @Override
  public String kindOfType(String name, Decl.Scope at) {
    return conditions.kindOfType(name, at.module());
  }

  @Override
  public Decl.Scope scope() {
    return scope;
  }

  @Override
  public void enterModule(String name) {
    modules.add(name);
    scope = new Decl.Scope(name, scope.exported());
  }

  @Override
  public void export(boolean on) {
    scope = new Decl.Scope(scope.module(), on);
  }

  @Override
  public boolean inStatements() {
    return inStatements;
  }
}
