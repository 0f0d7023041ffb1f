package org.brood.script.value;

/// A `time` where the type is `any`, in seconds since the epoch.
public record TimeVal(double value) {}
