package vcluster.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that answers each request with bytes of our choice, however wrong. */
final class RawServer implements AutoCloseable {
  /** Writes an answer; the connection is closed behind it. */
  interface Reply {
    void to(OutputStream out) throws Exception;
  }

  private static final int TLS_HANDSHAKE = 22;

  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");

  /** Each request as it came in, a character for a byte. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Reply reply;

  RawServer(Reply reply) throws IOException {
    this.reply = reply;
    this.socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    start(this::acceptAll);
  }

  /** A server that sends this text. */
  static RawServer sending(String text) throws IOException {
    return new RawServer(out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** A server that sends this text and then nothing more, with the connection open. */
  static RawServer sendingAndHanging(String text) throws IOException {
    RawServer[] self = new RawServer[1];
    self[0] =
        new RawServer(
            out -> {
              out.write(text.getBytes(StandardCharsets.ISO_8859_1));
              out.flush();
              self[0].closed.await();
            });
    return self[0];
  }

  URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + path);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }

  private void acceptAll() throws IOException {
    while (true) {
      Socket connection = socket.accept();
      start(() -> answer(connection));
    }
  }

  private void answer(Socket connection) throws Exception {
    try (connection) {
      requests.add(request(connection.getInputStream()));
      reply.to(connection.getOutputStream());
      connection.shutdownOutput();
    }
  }

  /** Whatever it is, it ends with its headers, or with the body that they announce. */
  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next == TLS_HANDSHAKE && text.isEmpty()) {
        // To its end: what is left unread would become a reset that overtakes the answer.
        byte[] head = in.readNBytes(4);
        in.readNBytes((head[2] & 0xFF) << 8 | (head[3] & 0xFF));
      }
      if (next < 0 || next == TLS_HANDSHAKE) {
        return text;
      }
      bytes.write(next);
      text = bytes.toString(StandardCharsets.ISO_8859_1);
    }
    bytes.write(in.readNBytes(contentLength(text)));
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static int contentLength(String headers) {
    Matcher header = CONTENT_LENGTH.matcher(headers);
    return header.find() ? Integer.parseInt(header.group(1)) : 0;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // The client or the test has gone away.
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws Exception;
  }
}
