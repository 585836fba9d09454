package vcluster.syncer.kubernetes;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient.ProxyType;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;

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
    // A watch that ends is begun again by WatchLoop.
    config.setWatchReconnectLimit(0);
    config.setUserAgent("vcluster-syncer");
    config.setHttpProxy(null);
    config.setHttpsProxy(null);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization())
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
   * Reads an empty list in every form that API servers send. Only the kinds in messages of a watch
   * are registered: to register all that fabric8 knows takes 30 MB.
   */
  private static KubernetesSerialization serialization() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
    List.of(Status.class, Event.class, Lease.class)
        .forEach(serialization::registerKubernetesResource);
    return serialization;
  }

  /**
   * OkHttp, since the JDK's WebSocket may not tell that a watch is over (docs/decisions/0017).
   * fabric8 always follows redirects, credentials included, and does not limit a handshake.
   *
   * @param timeout for each part of an answer, and for a watch to begin
   */
  private OkHttpClientFactory strictOkHttp(Duration timeout) {
    return new OkHttpClientFactory() {
      @Override
      protected Dispatcher initDispatcher() {
        Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(this::thread));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
      }

      /** OkHttp throws where a watch without WebSocket is closed while something reads it. */
      private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "api-server");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((any, failure) -> log.unexpected(failure));
        return thread;
      }

      @Override
      protected void additionalConfig(OkHttpClient.Builder builder) {
        builder
            .followRedirects(false)
            .followSslRedirects(false)
            .readTimeout(timeout)
            .addInterceptor(KubernetesClients::patientWithWatches);
      }
    };
  }

  /** A watch without WebSocket is one endless answer, in which nothing may come for long. */
  private static Response patientWithWatches(okhttp3.Interceptor.Chain chain) throws IOException {
    boolean watch = "true".equals(chain.request().url().queryParameter("watch"));
    boolean webSocket = chain.request().header("Upgrade") != null;
    return (watch && !webSocket ? chain.withReadTimeout(0, TimeUnit.MILLISECONDS) : chain)
        .proceed(chain.request());
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
