package vcluster.upload;

import java.net.URI;
import java.util.Map;

/** Where uploads go and by which way, or why there is no way for them. */
public sealed interface Route {
  /** Uploads may go there. */
  record Open(URI endpoint, ProxyChoice.Usable way) implements Route {}

  /** Nothing may be sent; everything is kept. The reason repeats no secret. */
  record Closed(String reason) implements Route {}

  /** The route of CLI events, as the environment has it; no name is looked up. */
  static Route ofCli(Map<String, String> environment) {
    return to(Endpoint.ofCli(environment), environment);
  }

  /** The route of a syncer's uploads, likewise. */
  static Route ofSyncer(Map<String, String> environment) {
    return to(Endpoint.ofSyncer(environment), environment);
  }

  private static Route to(Endpoint endpoint, Map<String, String> environment) {
    if (endpoint instanceof Endpoint.Refused refused) {
      return new Closed(refused.reason());
    }
    URI uri = ((Endpoint.Url) endpoint).uri();
    ProxyChoice proxy = ProxyChoice.of(uri, environment);
    return proxy instanceof ProxyChoice.Usable way
        ? new Open(uri, way)
        : new Closed(((ProxyChoice.Unsupported) proxy).reason());
  }
}
