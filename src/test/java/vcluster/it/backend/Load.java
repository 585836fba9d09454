package vcluster.it.backend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vcluster.backend.http.Bodies;
import vcluster.testing.Await;
import vcluster.wire.Protocol;

/**
 * Clients that send commands until they are told to stop, each request with a key, and again with
 * the same key until it is accepted.
 */
final class Load {
  private static final int CLIENTS = 8;
  private static final int MAX_EVENTS = 5;
  private static final int PAUSE_MILLIS = 20;

  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Integer> settled = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final List<Future<?>> clients = new ArrayList<>();
  private volatile boolean stopping;

  private Load(String url) {
    this.url = url;
  }

  static Load on(BackendProcess backend) {
    Load load = new Load(backend.url() + Protocol.CLI_PATH);
    for (int i = 0; i < CLIENTS; i++) {
      load.clients.add(load.threads.submit(load::sendAll));
    }
    return load;
  }

  /** Waits until so many more requests have been accepted. */
  void awaitMore(int requests) {
    int before = settled.size();
    Await.until("requests are accepted", () -> settled.size() >= before + requests);
  }

  /** Ends when everything that was begun is accepted; events by machine, one for each request. */
  Map<String, Integer> stop() throws Exception {
    stopping = true;
    for (Future<?> one : clients) {
      one.get();
    }
    threads.shutdown();
    return settled;
  }

  private void sendAll() {
    for (int i = 0; !stopping; i++) {
      String key = UUID.randomUUID().toString();
      int events = 1 + i % MAX_EVENTS;
      while (!isAccepted(key, events)) {
        Await.pause(PAUSE_MILLIS);
      }
      settled.put(key, events);
    }
  }

  private boolean isAccepted(String key, int events) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(Bodies.commands(key, events)))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
