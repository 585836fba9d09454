package vcluster.backend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vcluster.token.PublicTokenKey;

/** Shows whose tokens are taken for genuine. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Print the keys that tokens are verified with, and their ids.")
final class KeyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--token-public-key",
      paramLabel = "FILE",
      split = ",",
      description = "One more public key (PEM); repeatable.")
  private List<Path> tokenKeys = new ArrayList<>();

  KeyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws BackendException {
    List<PublicTokenKey> keys = TokenKeys.read(surroundings.etc(), tokenKeys);
    if (keys.isEmpty()) {
      throw new BackendException(
          "there is no key: " + surroundings.etc() + " has none; name one with --token-public-key");
    }
    for (PublicTokenKey key : keys) {
      surroundings.out().println("kid " + key.id());
      surroundings.out().print(key.pem());
    }
    surroundings.out().flush();
    return 0;
  }
}
