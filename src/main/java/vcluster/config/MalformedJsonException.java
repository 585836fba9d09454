package vcluster.config;

import java.io.IOException;

/** The content is not the JSON that it should be; the message can follow the file's name. */
final class MalformedJsonException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message);
  }
}
