package org.brood.file;

import org.brood.event.RecordShape;

/// The places of the fields of `fa_file` that the engine fills.
record FileFields(
    int id,
    int source,
    int isOriginator,
    int connections,
    int lastActive,
    int seen,
    int total,
    int missing,
    int overflow,
    int timeout,
    int startSize,
    int start) {

  static FileFields of(RecordShape file) {
    return new FileFields(
        file.slot("id"),
        file.slot("source"),
        file.slot("is_orig"),
        file.slot("conns"),
        file.slot("last_active"),
        file.slot("seen_bytes"),
        file.slot("total_bytes"),
        file.slot("missing_bytes"),
        file.slot("overflow_bytes"),
        file.slot("timeout_interval"),
        file.slot("bof_buffer_size"),
        file.slot("bof_buffer"));
  }
}
