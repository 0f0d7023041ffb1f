package org.brood.analyzer.finger;

/// A request (RFC 1288, section 2.3).
///
/// @param isVerbose whether all that is known is wanted: `/W`
/// @param user who is asked for, empty for all who are there
/// @param host where the request shall be handed on to, empty for nowhere
/// @param query all behind `/W`
record FingerRequest(boolean isVerbose, byte[] user, byte[] host, byte[] query) {}
