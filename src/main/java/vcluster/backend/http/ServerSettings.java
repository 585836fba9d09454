package vcluster.backend.http;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.util.InetAddressPattern;

/**
 * Where to listen, and how much to take on.
 *
 * @param port 0 for any that is free
 * @param trustedProxies who may say {@code X-Forwarded-For}
 * @param requestsPerSecond of one client address, 0 for no limit; bursts may have ten times as many
 * @param bodyBytes all bodies together while they arrive
 * @param slowest how long one request may take to arrive and be answered
 */
public record ServerSettings(
    String host,
    int port,
    List<InetAddressPattern> trustedProxies,
    int requestsPerSecond,
    long bodyBytes,
    Duration slowest) {}
