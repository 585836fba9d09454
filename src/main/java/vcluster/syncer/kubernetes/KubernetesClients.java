package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpClient.ProxyType;
import java.util.function.UnaryOperator;

/** Makes clients that wait a few seconds at most, use no proxy, and report how requests end. */
record KubernetesClients(WatchSettings settings, ConnectionLog reports) {
  private static final int RETRIES = 1;

  /**
   * A client of whole objects.
   *
   * @throws RuntimeException if the configuration's certificates or keys can't be used
   */
  KubernetesClient open(Config config) {
    return build(config, builder -> builder);
  }

  /** A client of metadata alone. */
  KubernetesClient openForMetadata(Config config) {
    return build(
        config, builder -> builder.addOrReplaceInterceptor("metadata", new MetadataOnly()));
  }

  private KubernetesClient build(Config config, UnaryOperator<HttpClient.Builder> more) {
    int millis = Math.toIntExact(settings.request().toMillis());
    config.setConnectionTimeout(millis);
    config.setRequestTimeout(millis);
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setWebsocketPingInterval(settings.pulse().toMillis());
    config.setWatchReconnectInterval(Math.toIntExact(settings.retry().toMillis()));
    config.setUserAgent("vcluster-syncer");
    config.setHttpProxy(null);
    config.setHttpsProxy(null);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new OkHttp(settings.request()))
        .withHttpClientBuilderConsumer(
            builder ->
                more.apply(builder)
                    .proxyType(ProxyType.DIRECT)
                    .addOrReplaceInterceptor("bounds", new ResponseLimits(settings.request()))
                    .addOrReplaceInterceptor("reports", reports))
        .build();
  }
}
