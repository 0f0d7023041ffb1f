package org.brood.analyzer.http;

import org.brood.event.Events;
import org.brood.format.mime.MimeLimits;

/// What scripts set.
///
/// @param pieceBytes `http_entity_data_delivery_size`
/// @param skipsBodies `skip_http_data`
/// @param maxUri `truncate_http_URI`, negative for any
record HttpOptions(int pieceBytes, boolean skipsBodies, long maxUri, MimeLimits mime) {
  private static final int MAX_PIECE = 1 << 20;

  static HttpOptions of(Events events) {
    return new HttpOptions(
        Math.clamp(events.count("http_entity_data_delivery_size", 1500), 1, MAX_PIECE),
        events.bool("skip_http_data", false),
        events.count("truncate_http_URI", -1),
        new MimeLimits(
            events.count("MIME::max_depth", 100), events.count("MIME::max_header_bytes", 65536)));
  }
}
