package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vcluster.backend.store.Stored;
import vcluster.backend.store.TestDatabase;
import vcluster.backend.verify.RequestVerifier;
import vcluster.backend.verify.Verdict;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.token.TokenVerifier;

class IngestResponseTest {
  private final RequestVerifier verifier =
      new RequestVerifier(
          new TokenVerifier(List.of()), new KnownWords(TestDatabase.HASH), (path, type) -> {});

  @Test
  void whatWasErased_isNamedByItsPlaceInTheRequest_withoutAKeyToo() {
    String bad = Bodies.command("m", "\"yesterday\"");
    String good = Bodies.command("m", "1700000000");
    byte[] body = Bodies.envelope(bad, good).getBytes(StandardCharsets.UTF_8);
    Verdict.Accepted accepted = (Verdict.Accepted) verifier.envelope(body, Optional.empty());

    IngestResponse report = IngestResponse.of(List.of(Stored.ERASED), accepted);

    assertThat(report.json())
        .isEqualTo(
            "{\"accepted\":0,\"duplicates\":0,\"rejected\":["
                + "{\"index\":0,\"path\":\"/event/timestamp\",\"reason\":\"not an integer\"},"
                + "{\"index\":1,\"path\":\"\",\"reason\":\"erased\"}]}");
  }
}
