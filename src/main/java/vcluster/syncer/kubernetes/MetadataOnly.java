package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;

/**
 * Asks for the metadata of objects alone, so that the data of a Secret never comes here.
 *
 * <p>As client-go's metadata client does it: a list has another form than the objects in a watch,
 * and a server that knows neither sends whole objects. fabric8 itself does it for lists alone.
 */
final class MetadataOnly implements Interceptor {
  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    boolean watch = ApiCall.of(request.uri()).verb() == ApiCall.Verb.WATCH;
    String form = watch ? "PartialObjectMetadata" : "PartialObjectMetadataList";
    builder.setHeader(
        "Accept", "application/json;as=" + form + ";g=meta.k8s.io;v=v1,application/json");
  }
}
