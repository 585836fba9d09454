package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/** Clients that go where they were sent to alone: in Java 17 the token would go along elsewhere. */
final class NoRedirects extends JdkHttpClientFactory {
  /** fabric8 itself always follows, and has no setting for it. */
  @Override
  protected void additionalConfig(HttpClient.Builder builder) {
    builder.followRedirects(HttpClient.Redirect.NEVER);
  }
}
