package vcluster.config;

import java.nio.file.Path;

/** The choice could not be saved; the message names the file, what is wrong and the remedy. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigException(Path file, String problem, String remedy) {
    super(file + " " + problem + ": " + remedy);
  }
}
