package vcluster.backend.http;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.util.InetAddressPattern;

/**
 * The addresses to listen on, and limits.
 *
 * @param port for clients, 0 for any free port
 * @param adminHost for health and metrics
 * @param adminPort for health and metrics, 0 for any free port
 * @param trustedProxies proxies whose {@code X-Forwarded-For} is trusted
 * @param eventsPerSecond from one client address, 0 for no limit of an address; a burst may have
 *     ten times as many
 * @param maxBodyBytes memory for all bodies together while they arrive
 * @param timeout how long one request may take to arrive and be answered
 */
public record ServerSettings(
    String host,
    int port,
    String adminHost,
    int adminPort,
    List<InetAddressPattern> trustedProxies,
    int eventsPerSecond,
    int maxBodyBytes,
    Duration timeout) {}
