package vcluster.backend;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vcluster.server.ServerException;
import vcluster.token.PublicTokenKey;

/** Prints the public keys that tokens are verified with. */
@Command(
    name = "key",
    header = "Print the public keys that tokens are verified with, and their ids.")
final class KeyCommand implements Callable<Integer> {
  private final BackendContext surroundings;

  @Mixin private TokenKeys tokenKeys = new TokenKeys();

  KeyCommand(BackendContext surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws ServerException {
    List<PublicTokenKey> keys = tokenKeys.read(surroundings.etc());
    if (keys.isEmpty()) {
      throw new ServerException(
          "no syncer key in " + surroundings.etc() + "; name one with --token-public-key FILE");
    }
    for (PublicTokenKey key : keys) {
      surroundings.out().println("kid " + key.id());
      surroundings.out().print(key.pem());
    }
    surroundings.out().flush();
    return 0;
  }
}
