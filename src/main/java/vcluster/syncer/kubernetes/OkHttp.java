package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * Makes HTTP clients that tell when a watch is over: the JDK's WebSocket may keep it to itself
 * (docs/decisions/0017).
 */
final class OkHttp extends OkHttpClientFactory {
  private final Duration timeout;

  /**
   * Clients that wait so long for a server.
   *
   * @param timeout for each part of an answer, and for a watch to begin; then a watch may be
   *     silent, but for answers to pings
   */
  OkHttp(Duration timeout) {
    this.timeout = timeout;
  }

  /** fabric8 always follows redirects, credentials and all, and leaves a handshake its time. */
  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    builder.followRedirects(false).followSslRedirects(false).readTimeout(timeout);
  }
}
