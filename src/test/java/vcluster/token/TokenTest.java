package vcluster.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Unchecked;
import vcluster.testing.Vectors;

/** The token, held against another implementation and against the published one. */
class TokenTest {
  private static final KeyPair PAIR = TestKeys.pair(2048);
  private static final TokenKey KEY = Unchecked.get(() -> TokenKey.parse(TestKeys.pkcs8(PAIR)));
  private static final TokenVerifier VERIFIER = new TokenVerifier(List.of(KEY.publicKey()));

  @TempDir Path folder;

  @Test
  void header_andPayload_areExactlyThese() throws Exception {
    String[] parts = KEY.token().split("\\.", -1);
    String kid =
        Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(PAIR.getPublic().getEncoded()))
            .toString();

    assertThat(parts).hasSize(3);
    assertThat(new Base64URL(parts[0]).decodeToString())
        .isEqualTo("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}");
    assertThat(new Base64URL(parts[1]).decodeToString())
        .isEqualTo("{\"iss\":\"vcluster-telemetry\"}");
    assertThat(KEY.publicKey().id()).isEqualTo(kid);
  }

  @Test
  void signature_isVerifiedByAnotherImplementation() throws Exception {
    SignedJWT token = SignedJWT.parse(KEY.token());

    assertThat(token.verify(new RSASSAVerifier((RSAPublicKey) PAIR.getPublic()))).isTrue();
  }

  @Test
  void token_isAlwaysTheSame() throws Exception {
    String token = KEY.token();

    assertThat(TokenKey.parse(TestKeys.pkcs8(PAIR)).token()).isEqualTo(token);
    assertThat(TokenKey.parse("a comment\r\n" + TestKeys.pkcs8(PAIR).replace("\n", "\r\n")).token())
        .isEqualTo(token);
  }

  @Test
  void ownToken_isVerified() throws Exception {
    PublicTokenKey other = PublicTokenKey.parse(TestKeys.spki(TestKeys.pair(2048)));

    Verification answer = new TokenVerifier(List.of(other, KEY.publicKey())).verify(KEY.token());

    assertThat(answer).isEqualTo(Verification.VERIFIED);
    assertThat(new TokenVerifier(List.of(other)).verify(KEY.token()))
        .isEqualTo(Verification.UNKNOWN_KEY);
  }

  @Test
  void publishedToken_isVerifiedByThePublishedKey() throws Exception {
    PublicTokenKey key = PublicTokenKey.parse(Vectors.text("docs-token-public-key.pem"));

    assertThat(new TokenVerifier(List.of(key)).verify(publishedToken()))
        .isEqualTo(Verification.VERIFIED);
  }

  /** The last character carries bits that no byte is made of; a lenient decoder ignores them. */
  @Test
  void anyOtherCharacter_isRefused() throws Exception {
    String token = publishedToken();
    TokenVerifier verifier =
        new TokenVerifier(List.of(PublicTokenKey.parse(Vectors.text("docs-token-public-key.pem"))));

    for (int i = 0; i < token.length(); i++) {
      char other = (char) (token.charAt(i) ^ 1);
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(verifier.verify(changed)).as("character " + i).isNotEqualTo(Verification.VERIFIED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "a", "e30.e30.", "a.b.\u00e9"})
  void whatIsNoToken_isRefused(String text) throws Exception {
    assertThat(VERIFIER.verify(text)).isNotEqualTo(Verification.VERIFIED);
    assertThat(VERIFIER.verify(text + ".".repeat(1 << 20))).isEqualTo(Verification.MALFORMED);
  }

  /** Unsigned, or signed with the public key as a secret, as if verification took any algorithm. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RS512", "rs256"})
  void otherAlgorithm_isRefused(String algorithm) throws Exception {
    String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + KEY.publicKey().id() + "\"}";
    String rest = KEY.token().substring(KEY.token().indexOf('.'));

    assertThat(VERIFIER.verify(Base64URL.encode(header) + rest))
        .isEqualTo(Verification.UNKNOWN_KEY);
  }

  @Test
  void otherClaims_areRefused_evenIfTheySigned() throws Exception {
    String payload = Base64URL.encode("{\"iss\":\"vcluster-telemetry\",\"a\":1}").toString();
    String[] parts = KEY.token().split("\\.");

    assertThat(VERIFIER.verify(parts[0] + "." + payload + "." + parts[2]))
        .isEqualTo(Verification.UNKNOWN_KEY);
  }

  @Test
  void publicKey_isWrittenAsItIsRead() throws Exception {
    PublicTokenKey key = KEY.publicKey();
    Path file = Files.writeString(folder.resolve("key.pub.pem"), key.pem());

    assertThat(PublicTokenKey.read(file).id()).isEqualTo(key.id());
    assertThat(key.pem()).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("KEY-----\n");
  }

  @Test
  void keyFile_thatIsNone_isNamedAndNotRepeated() throws Exception {
    Path file = Files.writeString(folder.resolve("key.pem"), "swordfish");

    assertThatThrownBy(() -> TokenKey.read(file))
        .isInstanceOf(TokenKeyException.class)
        .hasMessage(file + " is not PEM");
    assertThatThrownBy(() -> TokenKey.read(folder.resolve("gone.pem")))
        .hasMessage(folder.resolve("gone.pem") + " can't be read or is too long");
  }

  @Test
  void keysOfOtherKinds_areRefusedWithTheReason() throws Exception {
    assertRefused(TestKeys.pkcs8(TestKeys.pair(1024)), "1024 bits");
    assertRefused(TestKeys.spki(PAIR), "holds 'PUBLIC KEY' instead of 'PRIVATE KEY'");
    assertRefused(TestKeys.pem("PRIVATE KEY", new byte[9]), "valid RSA private key");
    KeyPair ec = KeyPairGenerator.getInstance("EC").generateKeyPair();
    assertRefused(TestKeys.pem("PRIVATE KEY", ec.getPrivate().getEncoded()), "valid RSA private");
    assertThatThrownBy(() -> PublicTokenKey.parse(TestKeys.pkcs8(PAIR)))
        .hasMessage("holds 'PRIVATE KEY' instead of 'PUBLIC KEY'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  void keyInAnotherForm_isRefusedWithTheCommandThatConvertsIt(String label) {
    assertRefused(
        TestKeys.pem(label, new byte[9]),
        "'%s' instead of 'PRIVATE KEY'; convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
            .formatted(label));
  }

  @Test
  void keyThatOpensslEncryptedInTheOldForm_isNamedByItsKind() {
    String headers = "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\n";
    String pem = TestKeys.pem("RSA PRIVATE KEY", new byte[9]).replaceFirst("-----\n", headers);

    assertRefused(pem, "holds 'RSA PRIVATE KEY' instead of 'PRIVATE KEY'; convert it");
    assertThatThrownBy(() -> PublicTokenKey.parse(pem))
        .hasMessage("holds 'RSA PRIVATE KEY' instead of 'PUBLIC KEY'");
  }

  private static void assertRefused(String pem, String reason) {
    assertThatThrownBy(() -> TokenKey.parse(pem))
        .isInstanceOf(TokenKeyException.class)
        .hasMessageContaining(reason);
  }

  private static String publishedToken() throws IOException {
    return new ObjectMapper()
        .readTree(Vectors.text("docs-syncer-payload.json"))
        .get("token")
        .textValue();
  }
}
