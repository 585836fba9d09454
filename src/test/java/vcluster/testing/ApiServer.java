package vcluster.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * fabric8's API server, which remembers what it is given, made to misbehave: at the other end of a
 * cable, and behind a script.
 */
public final class ApiServer implements AutoCloseable {
  private final KubernetesMockServer server;
  private final ScriptedDispatcher script;
  private final Cable cable;
  private final KubernetesClient admin;

  /** A server that calls itself by this version, such as {@code v1.31.2}. */
  public ApiServer(String gitVersion) throws IOException {
    Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    script = new ScriptedDispatcher(new KubernetesMixedDispatcher(responses));
    Context context = new Context(new ObjectMapper());
    server = new KubernetesMockServer(context, new MockWebServer(), responses, script, false);
    String[] parts = gitVersion.substring(1).split("\\.", 3);
    server.setVersionInfo(
        new VersionInfo.Builder()
            .withMajor(parts[0])
            .withMinor(parts[1])
            .withGitVersion(gitVersion)
            .build());
    server.init();
    cable = new Cable(server.getPort());
    admin = server.createClient();
  }

  /** A client of the test's own, which no script and no cable is in the way of. */
  public KubernetesClient admin() {
    return admin;
  }

  /** What stands between the server and all other clients. */
  public ScriptedDispatcher script() {
    return script;
  }

  public int port() {
    return server.getPort();
  }

  /** What leads to the server. */
  public Cable cable() {
    return cable;
  }

  /** A kubeconfig that leads here by the cable. */
  public String kubeconfig(String namespace, String token) {
    return """
    apiVersion: v1
    kind: Config
    current-context: here
    clusters: [{name: here, cluster: {server: "http://127.0.0.1:%d"}}]
    users: [{name: me, user: {token: "%s"}}]
    contexts: [{name: here, context: {cluster: here, user: me, namespace: "%s"}}]
    """
        .formatted(cable.port(), token, namespace);
  }

  /** Calls itself by another version from now on. */
  public void become(VersionInfo version) {
    server.setVersionInfo(version);
  }

  /** Puts an object in, or in the place of an older one; gives it back as it was stored. */
  public HasMetadata put(HasMetadata object) {
    var resource = admin.resource(object);
    return resource.get() == null ? resource.create() : resource.update();
  }

  @Override
  public void close() {
    cable.close();
    admin.close();
    server.destroy();
  }
}
