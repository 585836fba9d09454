package vcluster.backend;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What a process gives to the commands.
 *
 * @param etc the distribution's folder of keys
 * @param stop opens when the process is told to end
 * @param outIsTerminal whether {@code out} is a terminal, as the launcher found
 */
record BackendContext(
    Map<String, String> environment,
    Path directory,
    Path etc,
    String version,
    Clock clock,
    CountDownLatch stop,
    PrintWriter out,
    boolean outIsTerminal) {}
