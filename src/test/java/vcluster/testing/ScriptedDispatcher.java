package vcluster.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes a mock API server act more like a real one towards the syncer, and worse when told to.
 *
 * <p>More like a real one: metadata alone for who asks for it, and field selectors other than names
 * (the mock would find nothing; here they are left to the client). Worse: refusals, and watches
 * that end.
 */
public final class ScriptedDispatcher extends Dispatcher {
  /** In each refusal; nobody must see it. */
  public static final String MESSAGE = "hunter2-of-the-server";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Dispatcher server;
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final Map<WebSocket, String> watches = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile boolean knowsMetadata = true;
  private volatile String token = "";

  ScriptedDispatcher(Dispatcher server) {
    this.server = server;
  }

  /** Answers the syncer with this status whenever a path contains the text. */
  public void refuse(String inPath, int status) {
    refusals.put(inPath, status);
  }

  /** Ends a refusal. */
  public void allow(String inPath) {
    refusals.remove(inPath);
  }

  /** Sends whole objects to who asks for metadata alone, as very old servers do. */
  public void knowMetadataNoMore() {
    knowsMetadata = false;
  }

  /** Answers 401 to the syncer unless it comes with this token. */
  public void requireToken(String expected) {
    token = expected;
  }

  /** Ends all watches, as a server does that is restarted. */
  public void dropWatches() {
    watches.keySet().forEach(socket -> socket.close(1001, "going away"));
  }

  /** Tells all watches that what they ask for is too old, as a server does after a compaction. */
  public void expireWatches() {
    String gone =
        """
        {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure",\
        "reason":"Expired","message":"too old","code":410}}""";
    watches.keySet().forEach(socket -> socket.send(gone));
  }

  /** How many watches of the syncer's are open whose path contains the text. */
  public long watching(String inPath) {
    return watches.values().stream().filter(path -> path.contains(inPath)).count();
  }

  /** The paths that the syncer has asked for, queries included. */
  public List<String> requests() {
    return requests;
  }

  /** All that was sent to the syncer. */
  public List<String> sent() {
    return sent;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    if (!Objects.requireNonNullElse(request.getHeader("User-Agent"), "").startsWith("vcluster")) {
      return server.dispatch(request);
    }
    String path = request.getPath();
    requests.add(path);
    if (!Objects.requireNonNullElse(request.getHeader("Authorization"), "").contains(token)) {
      return status(401);
    }
    for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
      if (path.contains(refusal.getKey())) {
        return status(refusal.getValue());
      }
    }
    if (path.contains("watch=true") && request.getHeader("Upgrade") == null) {
      return status(410);
    }
    return faithful(request, server.dispatch(withoutFields(request)));
  }

  @Override
  public void shutdown() {
    server.shutdown();
  }

  @Override
  public void releaseResources() {
    server.releaseResources();
  }

  private MockResponse faithful(RecordedRequest request, MockResponse response) {
    String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
    WebSocketListener listener = response.getWebSocketListener();
    if (listener != null) {
      boolean partial = knowsMetadata && accept.contains("as=PartialObjectMetadata;");
      return new MockResponse().withWebSocketUpgrade(new Watched(listener, partial));
    }
    if (response.getBody() == null) {
      return response;
    }
    String body = response.getBody().readUtf8();
    boolean partial = knowsMetadata && accept.contains("as=PartialObjectMetadataList;");
    String answer = partial ? partialList(body) : body;
    sent.add(answer);
    return new MockResponse().setResponseCode(response.code()).setBody(answer);
  }

  private static MockResponse status(int code) {
    String body = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":%d,\"message\":\"%s\"}";
    return new MockResponse().setResponseCode(code).setBody(body.formatted(code, MESSAGE));
  }

  private static RecordedRequest withoutFields(RecordedRequest request) {
    String path = request.getPath().replaceAll("[?&]fieldSelector=reason[^&]*", "");
    String query = path.contains("?") ? path : path.replaceFirst("&", "?");
    return new RecordedRequest(
        request.getHttpVersion(),
        request.method(),
        query,
        request.getHeaders() == null ? Headers.builder().build() : request.getHeaders(),
        request.getBody());
  }

  private static String partialList(String body) {
    ObjectNode list = parse(body);
    list.put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
    list.withArray("items").forEach(ScriptedDispatcher::makePartial);
    return list.toString();
  }

  private static String partialEvent(String message) {
    ObjectNode event = parse(message);
    if (!event.path("type").asText().equals("ERROR")) {
      makePartial(event.path("object"));
    }
    return event.toString();
  }

  private static void makePartial(JsonNode object) {
    ((ObjectNode) object)
        .retain("metadata")
        .put("kind", "PartialObjectMetadata")
        .put("apiVersion", "meta.k8s.io/v1");
  }

  private static ObjectNode parse(String json) {
    return Unchecked.get(() -> (ObjectNode) JSON.readTree(json));
  }

  /** A watch that is known, and can be ended. */
  private final class Watched extends WebSocketListener {
    private final WebSocketListener listener;
    private final boolean partial;
    private final Map<WebSocket, WebSocket> wrapped = new ConcurrentHashMap<>();

    Watched(WebSocketListener listener, boolean partial) {
      this.listener = listener;
      this.partial = partial;
    }

    @Override
    public void onBeforeAccept(WebSocket socket, Response response) {
      listener.onBeforeAccept(wrap(socket), response);
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      listener.onOpen(wrap(socket), response);
      watches.put(socket, socket.request().getPath());
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      watches.remove(socket);
      listener.onClosing(wrap(socket), code, reason);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      watches.remove(socket);
      listener.onClosed(wrap(socket), code, reason);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable error, Response response) {
      watches.remove(socket);
      listener.onFailure(wrap(socket), error, response);
    }

    private WebSocket wrap(WebSocket socket) {
      return wrapped.computeIfAbsent(socket, ends -> new Frames(ends, partial));
    }
  }

  /**
   * Sends what a real server would, in a thread of its own: at the end of a watch the mock waits
   * for what it still sends, in the thread that would have to send it.
   */
  private final class Frames implements WebSocket {
    private final WebSocket socket;
    private final boolean partial;
    private final Executor sender =
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());

    Frames(WebSocket socket, boolean partial) {
      this.socket = socket;
      this.partial = partial;
    }

    @Override
    public RecordedRequest request() {
      return socket.request();
    }

    @Override
    public boolean send(String text) {
      String frame = partial ? partialEvent(text) : text;
      sent.add(frame);
      sender.execute(() -> socket.send(frame));
      return true;
    }

    @Override
    public boolean send(byte[] bytes) {
      throw new UnsupportedOperationException("a watch is text");
    }

    @Override
    public boolean close(int code, String reason) {
      sender.execute(() -> socket.close(code, reason));
      return true;
    }
  }
}
