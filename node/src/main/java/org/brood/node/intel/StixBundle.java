package org.brood.node.intel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The indicators of a bundle of STIX 2.1 (sections 4.7 and 8), read as a stream. What else is in
/// it is passed over.
final class StixBundle {
  static final int MAX_DEPTH = 100;
  private static final int MAX_TEXT = 1 << 20;
  private static final String OBJECTS = "objects";

  /// What of an indicator is looked at.
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "id",
          "name",
          "description",
          "pattern",
          "pattern_type",
          "valid_from",
          "valid_until",
          "revoked");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .build();

  private StixBundle() {}

  static void read(InputStream in, Tally tally, long nowMillis) throws IOException {
    boolean found = false;
    try (JsonParser json = JSON.createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new FeedFormat.Broken("no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals(OBJECTS)) {
          found = true;
          while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
              take(object(json), tally, nowMillis);
            } else {
              json.skipChildren();
            }
          }
        } else {
          json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new FeedFormat.Broken("no single JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new FeedFormat.Broken(
          "no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    if (!found) {
      throw new FeedFormat.Broken("no bundle: it has no objects");
    }
  }

  private static Map<String, String> object(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isScalarValue() && FIELDS.contains(name)) {
        fields.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return fields;
  }

  private static void take(Map<String, String> object, Tally tally, long nowMillis)
      throws IOException {
    if (!object.getOrDefault("type", "").equals("indicator")) {
      return;
    }
    String id = object.getOrDefault("id", "an indicator without id");
    try {
      if (object.getOrDefault("revoked", "false").equals("true")
          || !isValid(object, tally, nowMillis)) {
        tally.notValid();
        return;
      }
    } catch (DateTimeParseException e) {
      tally.wrong(id, "no time", e.getParsedString());
      return;
    }
    List<StixPattern.Found> found =
        object.getOrDefault("pattern_type", "stix").equals("stix")
            ? StixPattern.of(object.getOrDefault("pattern", ""))
            : List.of();
    if (found.isEmpty()) {
      tally.notUnderstood();
      return;
    }
    String desc = object.getOrDefault("name", object.getOrDefault("description", ""));
    for (StixPattern.Found one : found) {
      tally.add(Optional.of(one.type()), one.text(), desc, "", id);
    }
  }

  private static boolean isValid(Map<String, String> object, Tally tally, long nowMillis) {
    long from = millis(object.get("valid_from"), Long.MIN_VALUE);
    long until = millis(object.get("valid_until"), Long.MAX_VALUE);
    if (nowMillis >= until) {
      return false;
    }
    tally.turnsAt(nowMillis < from ? from : until);
    return nowMillis >= from;
  }

  private static long millis(@Nullable String time, long otherwise) {
    return time == null ? otherwise : Instant.parse(time).toEpochMilli();
  }
}
