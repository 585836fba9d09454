package vcluster.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import vcluster.server.ServerException;
import vcluster.token.PublicTokenKey;
import vcluster.token.TokenKeyException;

/** The public keys that tokens are verified with: the build's own and those of the option. */
final class TokenKeys {
  private static final String OWN = "token-key.pub.pem";

  @Option(
      names = "--token-public-key",
      hideParamSyntax = true,
      paramLabel = "FILE",
      split = ",",
      description = "PEM file with one more public key of syncers; may be repeated")
  private List<Path> named = new ArrayList<>();

  /** Reads all keys, first the build's own if {@code etc} has one. */
  List<PublicTokenKey> read(Path etc) throws ServerException {
    List<Path> files = new ArrayList<>();
    if (Files.exists(etc.resolve(OWN))) {
      files.add(etc.resolve(OWN));
    }
    files.addAll(named);
    List<PublicTokenKey> keys = new ArrayList<>();
    for (Path file : files) {
      try {
        keys.add(PublicTokenKey.read(file));
      } catch (TokenKeyException e) {
        throw new ServerException(String.valueOf(e.getMessage()), e);
      }
    }
    return keys;
  }
}
