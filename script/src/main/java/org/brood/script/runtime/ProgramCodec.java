package org.brood.script.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// A program's description as bytes, so that a compiled program can be stored. Both directions
/// stand side by side here.
public final class ProgramCodec {
  private ProgramCodec() {}

  /// Writes a description and the pool of types that constants refer to.
  public static byte[] write(ProgramInfo info, List<Type> pool) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try {
      Writer writer = new Writer(new DataOutputStream(bytes), info);
      writer.program(pool);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IOException if the bytes are something else
  public static ProgramClasses.Described read(byte[] bytes) throws IOException {
    return new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).program();
  }

  private static final int BASIC = 0;
  private static final int ENUM = 1;
  private static final int RECORD = 2;
  private static final int TABLE = 3;
  private static final int SET = 4;
  private static final int VECTOR = 5;
  private static final int FUNC = 6;
  private static final int OPAQUE = 7;
  private static final int TYPE = 8;
  private static final int BACK = 9;

  private static final class Writer {
    private final DataOutputStream out;
    private final ProgramInfo info;
    private final Map<EnumType, Integer> enums = new IdentityHashMap<>();
    private final Map<Type, Integer> seen = new HashMap<>();
    private final Map<String, Integer> strings = new HashMap<>();

    Writer(DataOutputStream out, ProgramInfo info) {
      this.out = out;
      this.info = info;
      for (EnumType type : info.enums()) {
        enums.put(type, enums.size());
      }
    }

    private void text(String text) throws IOException {
      Integer known = strings.putIfAbsent(text, strings.size());
      out.writeInt(known == null ? -1 : known);
      if (known == null) {
        out.writeUTF(text);
      }
    }

    private void optionalText(@Nullable String text) throws IOException {
      out.writeBoolean(text != null);
      if (text != null) {
        text(text);
      }
    }

    void program(List<Type> pool) throws IOException {
      out.writeInt(info.enums().size());
      for (EnumType type : info.enums()) {
        text(type.name());
        out.writeInt(type.items().size());
        for (EnumType.Item item : type.items()) {
          text(item.name());
          out.writeLong(item.value());
        }
      }
      out.writeInt(info.records().size());
      for (RecordType type : info.records()) {
        text(type.name());
      }
      for (RecordType type : info.records()) {
        fields(type);
      }
      out.writeInt(info.types().size());
      for (Map.Entry<String, Type> named : info.types().entrySet()) {
        text(named.getKey());
        type(named.getValue());
      }
      globals();
      functions();
      texts(info.signatureFiles());
      out.writeInt(info.scripts().size());
      for (ProgramInfo.LoadedScript script : info.scripts()) {
        text(script.name());
        out.writeInt(script.level());
      }
      out.writeInt(info.documentation().size());
      for (Map.Entry<String, String> one : info.documentation().entrySet()) {
        text(one.getKey());
        longText(one.getValue());
      }
      texts(info.modules());
      out.writeInt(pool.size());
      for (Type type : pool) {
        type(type);
      }
    }

    private void texts(List<String> all) throws IOException {
      out.writeInt(all.size());
      for (String one : all) {
        text(one);
      }
    }

    private void longText(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    private void fields(RecordType type) throws IOException {
      out.writeInt(type.size());
      for (RecordType.Field field : type.fields()) {
        text(field.name());
        type(field.type());
        out.writeByte(
            (field.optional() ? 1 : 0) | (field.hasDefault() ? 2 : 0) | (field.log() ? 4 : 0));
        optionalText(field.deprecated());
        text(field.typeColumn());
      }
    }

    private void globals() throws IOException {
      out.writeInt(info.globals().size());
      for (ProgramInfo.GlobalInfo global : info.globals()) {
        text(global.name());
        type(global.type());
        text(global.kind());
        out.writeByte((global.redefinable() ? 1 : 0) | (global.exported() ? 2 : 0));
      }
    }

    private void functions() throws IOException {
      out.writeInt(info.functions().size());
      for (ProgramInfo.FunctionInfo function : info.functions()) {
        text(function.name());
        type(function.type());
        out.writeByte((function.isNative() ? 1 : 0) | (function.isLambda() ? 2 : 0));
        out.writeInt(function.handlers().size());
        for (ProgramInfo.HandlerInfo handler : function.handlers()) {
          out.writeInt(handler.priority());
          texts(handler.groups());
          text(handler.file());
          out.writeInt(handler.line());
        }
        longText(function.listing());
      }
    }

    private void type(Type type) throws IOException {
      switch (type) {
        case Basic basic -> {
          out.writeByte(BASIC);
          out.writeByte(basic.ordinal());
        }
        case EnumType e -> {
          out.writeByte(ENUM);
          Integer index = enums.get(e);
          if (index == null) {
            throw new IllegalStateException("enum that is not in the program: " + e.name());
          }
          out.writeInt(index);
        }
        case RecordType r -> {
          out.writeByte(RECORD);
          out.writeInt(r.id());
        }
        case TableType _, VectorType _, FuncType _, OpaqueType _, TypeType _ -> compound(type);
      }
    }

    private void compound(Type type) throws IOException {
      Integer known = seen.get(type);
      if (known != null) {
        out.writeByte(BACK);
        out.writeInt(known);
        return;
      }
      switch (type) {
        case TableType t -> {
          Type value = t.value();
          out.writeByte(value == null ? SET : TABLE);
          out.writeInt(t.index().size());
          for (Type index : t.index()) {
            type(index);
          }
          if (value != null) {
            type(value);
          }
        }
        case VectorType v -> {
          out.writeByte(VECTOR);
          type(v.element());
        }
        case FuncType f -> func(f);
        case OpaqueType o -> {
          out.writeByte(OPAQUE);
          text(o.name());
        }
        case TypeType t -> {
          out.writeByte(TYPE);
          type(t.named());
        }
        case Basic _, EnumType _, RecordType _ -> throw new IllegalStateException();
      }
      seen.put(type, seen.size());
    }

    private void func(FuncType type) throws IOException {
      out.writeByte(FUNC);
      out.writeByte(type.flavor().ordinal());
      out.writeInt(type.params().size());
      for (FuncType.Param param : type.params()) {
        text(param.name());
        type(param.type());
        optionalText(param.defaultText());
        optionalText(param.deprecated());
      }
      type(type.result());
    }
  }

  private static final class Reader {
    private static final Basic[] BASICS = Basic.values();
    private static final FuncType.Flavor[] FLAVORS = FuncType.Flavor.values();

    private final DataInputStream in;
    private final List<EnumType> enums = new ArrayList<>();
    private final List<RecordType> records = new ArrayList<>();
    private final List<Type> seen = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();

    Reader(DataInputStream in) {
      this.in = in;
    }

    private String text() throws IOException {
      int known = in.readInt();
      if (known >= 0) {
        return strings.get(known);
      }
      String text = in.readUTF();
      strings.add(text);
      return text;
    }

    private @Nullable String optionalText() throws IOException {
      return in.readBoolean() ? text() : null;
    }

    private List<String> texts() throws IOException {
      int count = in.readInt();
      List<String> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(text());
      }
      return all;
    }

    private String longText() throws IOException {
      return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    ProgramClasses.Described program() throws IOException {
      int enumCount = in.readInt();
      for (int i = 0; i < enumCount; i++) {
        EnumType type = new EnumType(text());
        int items = in.readInt();
        for (int j = 0; j < items; j++) {
          String name = text();
          type.add(name, in.readLong());
        }
        enums.add(type);
      }
      int recordCount = in.readInt();
      for (int i = 0; i < recordCount; i++) {
        RecordType type = new RecordType(text());
        type.number(i);
        records.add(type);
      }
      for (RecordType type : records) {
        fields(type);
      }
      Map<String, Type> types = new LinkedHashMap<>();
      int typeCount = in.readInt();
      for (int i = 0; i < typeCount; i++) {
        String name = text();
        types.put(name, type());
      }
      List<ProgramInfo.GlobalInfo> globals = globals();
      List<ProgramInfo.FunctionInfo> functions = functions();
      List<String> signatures = texts();
      List<ProgramInfo.LoadedScript> scripts = new ArrayList<>();
      int scriptCount = in.readInt();
      for (int i = 0; i < scriptCount; i++) {
        String name = text();
        scripts.add(new ProgramInfo.LoadedScript(name, in.readInt()));
      }
      Map<String, String> documentation = new HashMap<>();
      int documented = in.readInt();
      for (int i = 0; i < documented; i++) {
        String name = text();
        documentation.put(name, longText());
      }
      List<String> modules = texts();
      List<Type> pool = new ArrayList<>();
      int poolSize = in.readInt();
      for (int i = 0; i < poolSize; i++) {
        pool.add(type());
      }
      return new ProgramClasses.Described(
          new ProgramInfo(
              globals,
              functions,
              records,
              enums,
              types,
              signatures,
              scripts,
              documentation,
              modules),
          pool);
    }

    private void fields(RecordType type) throws IOException {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = text();
        Type fieldType = type();
        int flags = in.readByte();
        type.add(
            new RecordType.Field(
                name,
                fieldType,
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                optionalText(),
                text()));
      }
    }

    private List<ProgramInfo.GlobalInfo> globals() throws IOException {
      List<ProgramInfo.GlobalInfo> globals = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = text();
        Type type = type();
        String kind = text();
        int flags = in.readByte();
        globals.add(
            new ProgramInfo.GlobalInfo(name, type, kind, (flags & 1) != 0, (flags & 2) != 0));
      }
      return globals;
    }

    private List<ProgramInfo.FunctionInfo> functions() throws IOException {
      List<ProgramInfo.FunctionInfo> functions = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = text();
        FuncType type = (FuncType) type();
        int flags = in.readByte();
        List<ProgramInfo.HandlerInfo> handlers = new ArrayList<>();
        int handlerCount = in.readInt();
        for (int j = 0; j < handlerCount; j++) {
          int priority = in.readInt();
          List<String> groups = texts();
          String file = text();
          handlers.add(new ProgramInfo.HandlerInfo(priority, groups, file, in.readInt()));
        }
        String listing = longText();
        functions.add(
            new ProgramInfo.FunctionInfo(
                name, type, (flags & 1) != 0, (flags & 2) != 0, handlers, listing));
      }
      return functions;
    }

    private Type type() throws IOException {
      int tag = in.readByte();
      switch (tag) {
        case BASIC:
          return BASICS[in.readByte()];
        case ENUM:
          return enums.get(in.readInt());
        case RECORD:
          return records.get(in.readInt());
        case BACK:
          return seen.get(in.readInt());
        default:
          Type type = compound(tag);
          seen.add(type);
          return type;
      }
    }

    private Type compound(int tag) throws IOException {
      switch (tag) {
        case TABLE, SET:
          List<Type> index = new ArrayList<>();
          int columns = in.readInt();
          for (int i = 0; i < columns; i++) {
            index.add(type());
          }
          return new TableType(List.copyOf(index), tag == SET ? null : type());
        case VECTOR:
          return new VectorType(type());
        case FUNC:
          return func();
        case OPAQUE:
          return new OpaqueType(text());
        case TYPE:
          return new TypeType(type());
        default:
          throw new IOException("bad type " + tag);
      }
    }

    private FuncType func() throws IOException {
      FuncType.Flavor flavor = FLAVORS[in.readByte()];
      List<FuncType.Param> params = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = text();
        Type type = type();
        String defaultText = optionalText();
        params.add(new FuncType.Param(name, type, defaultText, optionalText()));
      }
      return new FuncType(flavor, List.copyOf(params), type());
    }
  }
}
