package vcluster.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a {@link TestServer} does with a request; the connection is closed behind it. */
public interface Reply {
  void to(Socket client) throws Exception;

  /** Whether the client may take its request as accepted. */
  default boolean accepts() {
    return false;
  }

  static Status of(int status) {
    return new Status(status, "", true);
  }

  /** The connection stays open until the client closes it, and that is all. */
  static Reply never() {
    return textThenNothing("");
  }

  /** These bytes, a character each, however wrong. */
  static Reply text(String text) {
    return client -> {
      write(client, text);
      client.shutdownOutput();
    };
  }

  /** These bytes and then nothing more, with the connection open until the client closes it. */
  static Reply textThenNothing(String text) {
    return client -> {
      write(client, text);
      client.getInputStream().read();
    };
  }

  /** These bytes and then a quarter of a gigabyte of more, or until the client has had enough. */
  static Reply flood(String text, String more) {
    return client -> {
      write(client, text);
      for (int i = 0; i < 4_000; i++) {
        write(client, more.repeat(1 << 16));
      }
    };
  }

  private static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  /**
   * An answer without a body.
   *
   * @param headers further header lines, each with its line end
   * @param answered false: the server does what the status says, but the answer never arrives
   */
  record Status(int status, String headers, boolean answered) implements Reply {
    public Status with(String name, String value) {
      return new Status(status, headers + name + ": " + value + "\r\n", answered);
    }

    public Status unanswered() {
      return new Status(status, headers, false);
    }

    @Override
    public boolean accepts() {
      return status >= 200 && status < 300;
    }

    @Override
    public void to(Socket client) throws Exception {
      if (answered) {
        write(client, text());
      } else {
        never().to(client);
      }
    }

    /** Each connection takes one request, so that their order can be told. */
    private String text() {
      String length = status == 204 ? "" : "Content-Length: 0\r\n";
      return "HTTP/1.1 " + status + " .\r\n" + length + headers + "Connection: close\r\n\r\n";
    }
  }
}
