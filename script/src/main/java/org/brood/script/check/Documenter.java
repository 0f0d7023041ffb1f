package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.LoadedProgram.Comments;
import org.brood.script.source.ScriptPath;
import org.brood.script.source.SourceFile;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.TypeExpr;

/// Finds what each comment documents, by places alone: comments before a declaration, a field or an
/// enumerator belong to it, those with `##<` to what stands before them, those with `##!` to the
/// script.
final class Documenter {
  /// The built-in functions that tell what is found here.
  static final Set<String> FUNCTIONS =
      Set.of(
          "get_identifier_comments",
          "get_identifier_declaring_script",
          "get_script_comments",
          "get_package_readme",
          "get_record_field_comments",
          "get_record_field_declaring_script");

  private final Map<String, List<String>> comments = new HashMap<>();
  private final Map<String, String> scripts = new HashMap<>();
  private final Map<SourceFile, Reader> readers = new HashMap<>();

  private Documenter() {}

  /// The documentation of a program, as `ProgramInfo` describes it.
  static Map<String, String> document(LoadedProgram program) {
    Documenter documenter = new Documenter();
    for (Comments one : program.comments()) {
      documenter.readers.put(one.file(), documenter.new Reader(one));
    }
    for (Decl declaration : program.declarations()) {
      Reader reader = documenter.readers.get(declaration.span().file());
      if (reader != null) {
        reader.declaration(declaration);
      }
    }
    Map<String, String> told = new HashMap<>();
    for (Reader reader : documenter.readers.values()) {
      reader.readTo(reader.file.length());
      reader.tell(told);
    }
    documenter.comments.forEach((name, text) -> told.put("comments " + name, joined(text)));
    documenter.scripts.forEach((name, script) -> told.put("script " + name, script));
    return told;
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines);
  }

  /// The comments of one file, read along with its declarations.
  private final class Reader {
    private final SourceFile file;
    private final String script;
    private final int[] starts;
    private final List<String> summary = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private List<String> last = new ArrayList<>();
    private int next;

    Reader(Comments found) {
      this.file = found.file();
      this.script = found.name();
      this.starts = found.starts();
    }

    void tell(Map<String, String> told) {
      if (!summary.isEmpty()) {
        told.put("summary " + script, joined(summary));
      }
      int slash = script.lastIndexOf('/');
      if (slash > 0 && script.startsWith(ScriptPath.PACKAGE_LOADER + ".", slash + 1)) {
        told.put("readme " + script.substring(0, slash), file.directory() + "/README");
      }
    }

    /// Reads the comments that begin before `end`.
    void readTo(int end) {
      while (next < starts.length && starts[next] < end) {
        comment(starts[next++]);
      }
    }

    private void comment(int start) {
      int end = start;
      while (file.at(end) >= 0 && file.at(end) != '\n') {
        end++;
      }
      switch (file.at(start + 2)) {
        case '#' -> {} // a ruler
        case '!' -> summary.add(text(start + 3, end));
        case '<' -> last.add(text(start + 3, end));
        default -> before.add(text(start + 2, end));
      }
    }

    private String text(int start, int end) {
      return file.latin1(file.at(start) == ' ' ? start + 1 : start, end);
    }

    /// Gives the comments so far to a name, which those to come with `##<` belong to.
    private void document(String name) {
      scripts.putIfAbsent(name, script);
      last = comments.computeIfAbsent(name, _ -> new ArrayList<>());
      last.addAll(before);
      before.clear();
    }

    void declaration(Decl declaration) {
      readTo(declaration.span().start());
      switch (declaration) {
        case Decl.Variable variable -> variable(variable);
        case Decl.Type type -> type(type, fullName(type.name(), type));
        case Decl.Function function -> function(function);
        case Decl.RedefEnum redef -> {
          redefined(redef.name(), redef);
          redef.values().forEach(value -> enumerator(value, redef));
        }
        case Decl.RedefRecord redef -> {
          String record = redefined(redef.name(), redef);
          redef.fields().forEach(field -> field(record, field));
        }
        case Decl.RedefField redef -> redefined(redef.name(), redef);
        case Decl.CommandLine _, Decl.Statement _ -> before.clear();
      }
    }

    private String fullName(String name, Decl declaration) {
      return Symbols.fullName(name, declaration.scope().module());
    }

    private void variable(Decl.Variable variable) {
      readTo(variable.span().end());
      if (variable.kind() == Decl.VariableKind.REDEF) {
        redefined(variable.name(), variable);
      } else {
        document(fullName(variable.name(), variable));
      }
    }

    /// What is said of a redefinition is not said of the name, but for what stands behind it.
    private String redefined(String name, Decl declaration) {
      String own = fullName(name, declaration);
      String found = scripts.containsKey(own) ? own : Symbols.fullName("::" + name, "");
      last = comments.computeIfAbsent(found, _ -> new ArrayList<>());
      before.clear();
      return found;
    }

    private void function(Decl.Function function) {
      if (function.signature().flavor() == TypeExpr.Flavor.FUNCTION) {
        document(fullName(function.name(), function));
      }
      readTo(function.span().end());
      before.clear();
    }

    private void type(Decl.Type type, String name) {
      document(name);
      switch (type.type()) {
        case TypeExpr.RecordType(List<TypeExpr.Field> fields, _) ->
            fields.forEach(field -> field(name, field));
        case TypeExpr.Enum(List<TypeExpr.EnumValue> values, _) ->
            values.forEach(value -> enumerator(value, type));
        default -> {}
      }
      readTo(type.span().end());
    }

    private void field(String record, TypeExpr.Field field) {
      readTo(field.span().end());
      document(record + "$" + field.name());
    }

    private void enumerator(TypeExpr.EnumValue value, Decl declaration) {
      readTo(value.span().start());
      document(fullName(value.name(), declaration));
    }
  }
}
