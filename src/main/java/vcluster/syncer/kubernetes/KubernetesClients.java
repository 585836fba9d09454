package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient.ProxyType;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** Makes clients that wait at most a few seconds, use no proxy, and log how requests end. */
record KubernetesClients(WatchSettings settings, ConnectionLog log) {
  private static final int RETRIES = 1;

  /**
   * Makes a client.
   *
   * @param metadataOnly whether it reads only the metadata of objects, which may be Secrets
   * @throws RuntimeException if the configuration's certificates or keys can't be used
   */
  KubernetesClient open(Config config, boolean metadataOnly) {
    int millis = Math.toIntExact(settings.request().toMillis());
    config.setConnectionTimeout(millis);
    config.setRequestTimeout(millis);
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setWebsocketPingInterval(settings.ping().toMillis());
    config.setWatchReconnectInterval(Math.toIntExact(settings.retry().toMillis()));
    config.setUserAgent("vcluster-syncer");
    config.setHttpProxy(null);
    config.setHttpsProxy(null);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(strictOkHttp(settings.request()))
        .withHttpClientBuilderConsumer(
            builder -> {
              builder.proxyType(ProxyType.DIRECT);
              builder.addOrReplaceInterceptor("limits", new ResponseLimits(settings.request()));
              builder.addOrReplaceInterceptor("log", log);
              if (metadataOnly) {
                builder.addOrReplaceInterceptor("metadata", new MetadataOnly());
              }
            })
        .build();
  }

  /**
   * OkHttp, since the JDK's WebSocket may not tell that a watch is over (docs/decisions/0017).
   * fabric8 always follows redirects, credentials included, and does not limit a handshake.
   *
   * @param timeout for each part of an answer, and for a watch to begin
   */
  private static OkHttpClientFactory strictOkHttp(Duration timeout) {
    return new OkHttpClientFactory() {
      @Override
      protected void additionalConfig(OkHttpClient.Builder builder) {
        builder.followRedirects(false).followSslRedirects(false).readTimeout(timeout);
      }
    };
  }

  /**
   * Asks for the metadata of objects only, so that the data of a Secret is never transferred.
   *
   * <p>As in client-go's metadata client, a list is asked for in another form than the objects of a
   * watch, and a server that knows neither form sends whole objects. fabric8 has this for lists
   * only.
   */
  private static final class MetadataOnly implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      String form =
          ApiCall.of(request.uri()).isWatch()
              ? "PartialObjectMetadata"
              : "PartialObjectMetadataList";
      builder.setHeader(
          "Accept", "application/json;as=" + form + ";g=meta.k8s.io;v=v1,application/json");
    }
  }
}
