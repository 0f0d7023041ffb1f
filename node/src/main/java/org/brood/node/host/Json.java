package org.brood.node.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.brood.cluster.trust.StateFiles;

/// Records as JSON; fields that one does not know are skipped, for the other may be newer.
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  /// One line.
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is no JSON", e);
    }
  }

  /// For people.
  public static String pretty(String json) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  /// @throws IOException if the text is none of these
  public static <T> T read(String text, Class<T> type) throws IOException {
    T value = MAPPER.readValue(text, type);
    if (value == null) {
      throw new IOException("null");
    }
    return value;
  }

  /// Numbers by name.
  ///
  /// @throws IOException if the text is something else
  static Map<String, Long> counts(String text) throws IOException {
    return MAPPER.readValue(text, new TypeReference<Map<String, Long>>() {});
  }

  static void write(Path file, Object value) throws IOException {
    StateFiles.write(file, text(value) + "\n");
  }

  /// What a file holds, nothing if it is not there.
  static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    return Files.exists(file) ? Optional.of(read(Files.readString(file), type)) : Optional.empty();
  }
}
