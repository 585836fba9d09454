package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;

class HttpTest {
  private static final URI BACKEND = URI.create("https://backend.test/v1/cli");

  /** To connect to a server, on a machine that is merely slow. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private static Path keys;
  private static TestCertificates certificates;
  private static SSLContext trust;

  @AutoClose private TestServer server;
  @AutoClose private FakeProxy proxy;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = TestCertificates.make(keys);
    trust = Trust.context(Map.of("SSL_CERT_FILE", certificates.authority().toString()), keys);
  }

  @BeforeEach
  void start() throws Exception {
    server = answering(204);
    proxy = new FakeProxy("me@corp:p:ä", server.uri().getPort());
  }

  @Test
  void proxy_isAskedOnceWithThePassword_whichStaysOutOfTheTunnel() throws Exception {
    int status = post(through("me%40corp:p%3A%C3%A4@"), BACKEND).statusCode();

    assertThat(status).isEqualTo(204);
    assertThat(proxy.requests()).containsExactly("CONNECT backend.test:443 HTTP/1.1");
    assertThat(server.requests())
        .singleElement()
        .extracting(Received::head, STRING)
        .doesNotContainIgnoringCase("authorization");
  }

  @Test
  void otherPort_isAskedFor() throws Exception {
    post(through("me%40corp:p%3A%C3%A4@"), URI.create("https://backend.test:8443/"));

    assertThat(proxy.requests()).containsExactly("CONNECT backend.test:8443 HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"me%40corp:wrong@", ""})
  void wrongOrNoPassword_isOfferedOnceAndReachesNoServer(String login) throws Exception {
    assertThat(post(through(login), BACKEND).statusCode()).isEqualTo(407);
    assertThat(proxy.requests()).hasSize(1);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void wrongHostNameBehindTheProxy_isRefused() {
    Http http = through("me%40corp:p%3A%C3%A4@");

    assertThatThrownBy(() -> post(http, URI.create("https://other.test/")))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("other.test");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void unauthorizedByTheServer_isAnAnswerLikeAnyOther() throws Exception {
    try (TestServer refusing = answering(401);
        FakeProxy leading = new FakeProxy("a:b", refusing.uri().getPort())) {
      Http http = through(leading, "a:b@");

      assertThat(post(http, BACKEND).statusCode()).isEqualTo(401);
      assertThat(refusing.requests()).hasSize(1);
    }
  }

  @Test
  void proxyThatIsGone_isNotPassedBy() throws Exception {
    proxy.close();
    String[] address = proxy.address().split(":");
    Http http =
        Http.of(
            new ProxyChoice.HttpProxy(address[0], Integer.parseInt(address[1]), Optional.empty()),
            trust,
            PATIENCE);

    // A name that would be found without the proxy.
    assertThatThrownBy(() -> post(http, server.uri())).isInstanceOf(IOException.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void excludedServer_isReachedWithoutTheProxy() throws Exception {
    ProxyChoice choice =
        ProxyChoice.of(server.uri(), Map.of("HTTPS_PROXY", "me:x@" + proxy.address()));

    assertThat(post(usable(choice), server.uri()).statusCode()).isEqualTo(204);
    assertThat(proxy.requests()).isEmpty();
    assertThat(server.requests().get(0).head()).doesNotContainIgnoringCase("authorization");
  }

  @Test
  void client_hasItsLimits() {
    HttpClient client = Http.of(new ProxyChoice.Direct(), trust, HttpSender.TIMEOUT).client();

    assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(client.connectTimeout()).contains(Duration.ofSeconds(3));
    assertThat(client.cookieHandler()).isEmpty();
    assertThat(client.authenticator()).isEmpty();
    assertThat(client.sslContext()).isSameAs(trust);
  }

  /** Sends one request, and ends the client where the runtime can do that (21 and later). */
  static HttpResponse<String> post(Http http, URI uri) throws Exception {
    try {
      return http.client()
          .send(
              http.request(uri).POST(BodyPublishers.ofString("{}")).build(),
              BodyHandlers.ofString());
    } finally {
      if (http.client() instanceof AutoCloseable client) {
        client.close();
      }
    }
  }

  private static TestServer answering(int status) throws IOException {
    TestServer server = new TestServer("", certificates.server());
    server.answers(Reply.of(status).with("Location", "/elsewhere"));
    return server;
  }

  private Http through(String login) {
    return through(proxy, login);
  }

  private static Http through(FakeProxy proxy, String login) {
    return usable(
        ProxyChoice.of(BACKEND, Map.of("HTTPS_PROXY", "http://" + login + proxy.address())));
  }

  private static Http usable(ProxyChoice choice) {
    return Http.of((ProxyChoice.Usable) choice, trust, PATIENCE);
  }
}
