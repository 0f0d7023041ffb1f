package org.brood.node.host;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.brood.node.config.HostSettings;
import org.brood.telemetry.Meters;

/// What a host process is given, and what all parts of it share.
///
/// @param starter how engines are started
/// @param version of the program
/// @param err where the host process says what happens: in a container its log
/// @param stop open once the process shall end
record Surroundings(
    HostSettings settings,
    StateFolder state,
    Engine.Starter starter,
    String version,
    Meters meters,
    PrintStream err,
    InstantSource clock,
    CountDownLatch stop) {}
