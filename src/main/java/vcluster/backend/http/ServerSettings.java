package vcluster.backend.http;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.util.InetAddressPattern;

/**
 * The address to listen on, and limits.
 *
 * @param port 0 for any free port
 * @param trustedProxies proxies whose {@code X-Forwarded-For} is trusted
 * @param requestsPerSecond from one client address, 0 for no limit; a burst may have ten times as
 *     many
 * @param maxBodyBytes memory for all bodies together while they arrive
 * @param timeout how long one request may take to arrive and be answered
 */
public record ServerSettings(
    String host,
    int port,
    List<InetAddressPattern> trustedProxies,
    int requestsPerSecond,
    int maxBodyBytes,
    Duration timeout) {}
