package org.brood.script.bif;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Str;

/// What the comments of a program say of it.
@Natives
public final class Documentation {
  private Documentation() {}

  private static Str told(Runtime rt, String what, Str name) {
    return Str.latin1(rt.info().documentation().getOrDefault(what + name.toLatin1(), ""));
  }

  private static boolean isField(Str name) {
    return name.toLatin1().indexOf('$') >= 0;
  }

  public static Str get_identifier_comments(Runtime rt, Str name) {
    return isField(name) ? Str.EMPTY : told(rt, "comments ", name);
  }

  public static Str get_identifier_declaring_script(Runtime rt, Str name) {
    return isField(name) ? Str.EMPTY : told(rt, "script ", name);
  }

  public static Str get_record_field_comments(Runtime rt, Str name) {
    return isField(name) ? told(rt, "comments ", name) : Str.EMPTY;
  }

  public static Str get_record_field_declaring_script(Runtime rt, Str name) {
    return isField(name) ? told(rt, "script ", name) : Str.EMPTY;
  }

  public static Str get_script_comments(Runtime rt, Str name) {
    return told(rt, "summary ", name);
  }

  /// The README of a package, without its last line end.
  public static Str get_package_readme(Runtime rt, Str name) {
    String file = told(rt, "readme ", name).toString();
    if (file.isEmpty()) {
      return Str.EMPTY;
    }
    try {
      String text = Str.wrap(Files.readAllBytes(Path.of(file))).toLatin1();
      return Str.latin1(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } catch (IOException missing) {
      return Str.EMPTY;
    }
  }
}
