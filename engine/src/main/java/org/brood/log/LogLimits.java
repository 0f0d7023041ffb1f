package org.brood.log;

/// How much one row may hold.
///
/// @param fieldBytes of one string
/// @param totalBytes of all strings of a row
/// @param fieldElements of one container
/// @param totalElements of all containers of a row
public record LogLimits(long fieldBytes, long totalBytes, long fieldElements, long totalElements) {}
