package vcluster.backend;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What the process provides to its commands.
 *
 * @param platform Java's names of system and architecture, such as {@code Linux amd64}
 * @param etc the distribution's folder with keys
 * @param stop opens when a signal ends the process
 * @param outIsTerminal whether {@code out} is a terminal, as the launcher found
 */
record BackendContext(
    Map<String, String> environment,
    String platform,
    Path directory,
    Path etc,
    String version,
    Clock clock,
    CountDownLatch stop,
    PrintWriter out,
    boolean outIsTerminal) {}
