package vcluster.backend.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * Limits what one client may ask for: events a second, and requests at once. An address is
 * forgotten when it has no request under way and is below its rate.
 */
final class ClientLimits extends Handler.Wrapper {
  /** How many requests of one client may be under way. */
  static final int REQUESTS = 64;

  private static final int BURST_SECONDS = 10;
  private static final int CLIENTS = 50_000;
  private static final Duration SWEEP = Duration.ofSeconds(10);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final String ADDRESS = ClientLimits.class.getName();

  /** What is known of a client: how full its bucket was, and when, and its requests under way. */
  private record Client(long events, long nanoTime, int requests) {}

  private final Map<String, Client> clients = new ConcurrentHashMap<>();
  private final Function<Request, String> address;
  private final int eventsPerSecond;

  ClientLimits(Function<Request, String> address, int eventsPerSecond) {
    this.address = address;
    this.eventsPerSecond = eventsPerSecond;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    later();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String client = address.apply(request);
    request.setAttribute(ADDRESS, client);
    if (!enter(client)) {
      HttpAnswer.error(HttpStatus.TOO_MANY_REQUESTS_429, "too many events or requests at once")
          .send(request, response, callback);
      return true;
    }
    Request.addCompletionListener(request, failure -> leave(client));
    return super.handle(request, response, callback);
  }

  /** The address that a request counts against; empty if nothing is limited. */
  static String address(Request request) {
    return request.getAttribute(ADDRESS) instanceof String client ? client : "";
  }

  /** Counts the events that a request brought, of which one was counted when it came. */
  void count(Request request, int events) {
    clients.computeIfPresent(
        address(request),
        (id, client) ->
            new Client(
                client.events() + Math.max(events, 1) - 1, client.nanoTime(), client.requests()));
  }

  /** Whether the client may have one more request; it counts as an event. */
  private boolean enter(String id) {
    long now = NanoTime.now();
    boolean[] entered = new boolean[1];
    clients.compute(
        id,
        (key, known) -> {
          if (known == null && clients.size() >= CLIENTS) {
            return null;
          }
          Client client = known == null ? new Client(0, now, 0) : drained(known, now);
          entered[0] =
              client.requests() < REQUESTS
                  && client.events() < (long) eventsPerSecond * BURST_SECONDS;
          return entered[0]
              ? new Client(client.events() + 1, client.nanoTime(), client.requests() + 1)
              : client;
        });
    return entered[0];
  }

  private void leave(String id) {
    clients.computeIfPresent(
        id, (key, client) -> new Client(client.events(), client.nanoTime(), client.requests() - 1));
  }

  /** What is left in the bucket; the time goes on by what whole events took to leave it. */
  private Client drained(Client client, long now) {
    long gone = (now - client.nanoTime()) * eventsPerSecond / SECOND;
    return gone >= client.events()
        ? new Client(0, now, client.requests())
        : new Client(
            client.events() - gone,
            client.nanoTime() + gone * SECOND / eventsPerSecond,
            client.requests());
  }

  private void later() {
    getServer().getScheduler().schedule(this::sweep, SWEEP);
  }

  private void sweep() {
    try {
      long now = NanoTime.now();
      for (String id : clients.keySet()) {
        clients.computeIfPresent(
            id,
            (key, client) ->
                client.requests() == 0 && drained(client, now).events() == 0 ? null : client);
      }
    } finally {
      if (isStarted() || isStarting()) {
        later();
      }
    }
  }
}
