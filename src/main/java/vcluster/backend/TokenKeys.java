package vcluster.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vcluster.token.PublicTokenKey;
import vcluster.token.TokenKeyException;

/** The keys whose tokens are genuine: the build's own, and those that were named. */
final class TokenKeys {
  private static final String OWN = "token-key.pub.pem";

  private TokenKeys() {}

  /** The build's own comes first, if it is there. */
  static List<PublicTokenKey> read(Path etc, List<Path> more) throws BackendException {
    List<Path> files = new ArrayList<>();
    if (Files.exists(etc.resolve(OWN))) {
      files.add(etc.resolve(OWN));
    }
    files.addAll(more);
    List<PublicTokenKey> keys = new ArrayList<>();
    for (Path file : files) {
      try {
        keys.add(PublicTokenKey.read(file));
      } catch (TokenKeyException e) {
        throw new BackendException(String.valueOf(e.getMessage()), e);
      }
    }
    return keys;
  }
}
