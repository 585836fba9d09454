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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a mock API server act as a real one towards the syncer, and worse when told to.
 *
 * <p>As a real one (kube-apiserver 1.32): metadata alone for a client that asks for it; field
 * selectors other than names (the mock would find nothing; here they are left to the client);
 * {@code null} or nothing where a list is empty, and in metadata; pages; bookmarks; warnings; all
 * is forbidden for a while at the start. Worse: refusals, and watches that end.
 */
public final class ScriptedDispatcher extends Dispatcher {
  /** In each refusal; nobody must see it. */
  public static final String MESSAGE = "hunter2-of-the-server";

  /** How often each path is refused at the start: as often as a client asks within a second. */
  private static final int REFUSALS_AT_START = 2;

  /** Fewer than a client asks for, as a server may. */
  private static final int PAGE = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern REST = Pattern.compile("continue=from-(\\d+)");
  private static final Pattern VERSION = Pattern.compile("resourceVersion=(\\d+)");

  private final Dispatcher server;
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final Map<WebSocket, String> watches = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();
  private final AtomicInteger expiringPages = new AtomicInteger();
  private volatile boolean knowsMetadata = true;
  private volatile boolean leavesOut;
  private volatile boolean starting;
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

  /** Leaves empty lists out, where a real server has null for metadata and [] otherwise. */
  public void leaveEmptyListsOut() {
    leavesOut = true;
  }

  /** Answers 403 to the first and the second request for each object and list, as at its start. */
  public void start() {
    seen.clear();
    starting = true;
  }

  /** Answers 410 to as many requests for the rest of a list, as after a compaction. */
  public void expirePages(int requests) {
    expiringPages.set(requests);
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
    if (starting
        && !path.contains("watch=true")
        && seen.merge(path, 1, Integer::sum) <= REFUSALS_AT_START) {
      return status(403);
    }
    if (path.contains("continue=") && expiringPages.getAndUpdate(n -> Math.max(n - 1, 0)) > 0) {
      return status(410);
    }
    for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
      if (path.contains(refusal.getKey())) {
        return status(refusal.getValue());
      }
    }
    if (path.contains("watch=true") && request.getHeader("Upgrade") == null) {
      return status(410);
    }
    return faithful(request, server.dispatch(understood(request)));
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
    String answer = body.contains("\"items\":") ? list(request.getPath(), body, partial) : body;
    sent.add(answer);
    return new MockResponse()
        .setResponseCode(response.code())
        .setHeader("Warning", "299 - \"v1 Endpoints is deprecated in v1.33+\"")
        .setBody(answer);
  }

  private static MockResponse status(int code) {
    String body = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":%d,\"message\":\"%s\"}";
    return new MockResponse().setResponseCode(code).setBody(body.formatted(code, MESSAGE));
  }

  /** Without what the mock does not know. */
  private static RecordedRequest understood(RecordedRequest request) {
    String path =
        request.getPath().replaceAll("[?&](fieldSelector=reason|limit=|continue=)[^&]*", "");
    String query = path.contains("?") ? path : path.replaceFirst("&", "?");
    return new RecordedRequest(
        request.getHttpVersion(),
        request.method(),
        query,
        request.getHeaders() == null ? Headers.builder().build() : request.getHeaders(),
        request.getBody());
  }

  private String list(String path, String body, boolean partial) {
    ObjectNode list = parse(body);
    page(list, path);
    if (partial) {
      list.put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
      list.withArray("items").forEach(ScriptedDispatcher::makePartial);
    }
    if (list.withArray("items").isEmpty() && leavesOut) {
      list.remove("items");
    } else if (list.withArray("items").isEmpty() && partial) {
      list.putNull("items");
    }
    return list.toString();
  }

  private static void page(ObjectNode list, String path) {
    Matcher rest = REST.matcher(path);
    int from = rest.find() ? Integer.parseInt(rest.group(1)) : 0;
    List<JsonNode> items = new ArrayList<>();
    list.withArray("items").forEach(items::add);
    int to = Math.min(items.size(), from + PAGE);
    list.putArray("items").addAll(items.subList(from, to));
    if (to < items.size()) {
      ((ObjectNode) list.path("metadata")).put("continue", "from-" + to);
    }
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
    for (String field : List.of("generateName", "annotations", "ownerReferences", "finalizers")) {
      if (!object.path("metadata").has(field)) {
        ((ObjectNode) object.path("metadata")).putNull(field);
      }
    }
  }

  /** As a real server fills it in: of the watched kind, with nothing but a version. */
  private static String bookmark(String path) {
    Matcher version = VERSION.matcher(path);
    return """
    {"type":"BOOKMARK","object":{"kind":"%s","apiVersion":"%s","metadata":\
    {"resourceVersion":"%s","creationTimestamp":null},"spec":{"containers":null},"status":{}}}"""
        .formatted(
            path.contains("/leases") ? "Lease" : path.contains("/events") ? "Event" : "Pod",
            path.contains("/leases") ? "coordination.k8s.io/v1" : "v1",
            version.find() ? version.group(1) : "1");
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
      String path = socket.request().getPath();
      wrap(socket).send(bookmark(path));
      watches.put(socket, path);
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
