package org.brood.script.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.type.EnumType;
import org.brood.script.type.Type;
import org.brood.script.value.Addr;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.TypeVal;

/// What the constant classes of a program are made with. The program's own description lies beside
/// its classes.
public final class ProgramClasses {
  /// The resource with the program's description.
  public static final String DESCRIPTION = "brood/gen/program.bin";

  private static final ClassValue<Described> DESCRIBED =
      new ClassValue<>() {
        @Override
        protected Described computeValue(Class<?> type) {
          return read(type.getClassLoader());
        }
      };

  /// A program's description and the types that its constants refer to.
  public record Described(ProgramInfo info, java.util.List<Type> pool) {}

  private ProgramClasses() {}

  /// The description of the program that a generated class belongs to.
  public static Described of(Class<?> main) {
    return DESCRIBED.get(main);
  }

  private static Described read(ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream(DESCRIPTION)) {
      if (in == null) {
        throw new IllegalStateException("program without description");
      }
      return ProgramCodec.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Str text(String latin1) {
    return Str.latin1(latin1);
  }

  public static Addr addr(long high, long low) {
    return new Addr(high, low);
  }

  public static Subnet subnet(long high, long low, int width) {
    return Subnet.of(new Addr(high, low), width);
  }

  public static Port port(int number, int proto) {
    return new Port(number, proto);
  }

  public static Pattern pattern(Str text, boolean ignoreCase, boolean singleLine) {
    try {
      return Pattern.parse(text, ignoreCase, singleLine);
    } catch (RegexSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static EnumType.Item item(Class<?> main, int type, String name) {
    EnumType.Item item = of(main).info().enums().get(type).item(name);
    if (item == null) {
      throw new IllegalStateException("no enumerator " + name);
    }
    return item;
  }

  public static Type type(Class<?> main, int index) {
    return of(main).pool().get(index);
  }

  public static TypeVal typeValue(Class<?> main, int index) {
    return new TypeVal(of(main).pool().get(index));
  }
}
