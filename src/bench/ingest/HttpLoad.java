import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/**
 * Sends events over connections that are kept alive, each with one request at a time, for some
 * seconds, and prints what was answered and how fast. One thread does it all: what the machine can
 * do belongs to the server. Each request has an idempotency key of its own.
 *
 * <p>Arguments: port, connections, events in a request, seconds to warm up, seconds to measure.
 */
public final class HttpLoad {
  private static final int MACHINES = 10_000;
  private static final int MAX_SAMPLES = 10_000_000;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final Template template;
  private final String expected;
  private final int[] micros = new int[MAX_SAMPLES];
  private long sent;
  private int samples;
  private long failures;
  private boolean measuring;

  private HttpLoad(int events) throws IOException {
    this.template = new Template(events);
    this.expected = "{\"accepted\":" + events + ",\"duplicates\":0,\"rejected\":[]}";
  }

  public static void main(String[] arguments) throws IOException {
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    int events = numbers[2];
    HttpLoad load = new HttpLoad(events);
    for (int i = 0; i < numbers[1]; i++) {
      load.connect(numbers[0]);
    }
    load.run(numbers[3]);
    load.measuring = true;
    double seconds = load.run(numbers[4]);
    load.print(seconds, events);
  }

  private void connect(int port) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    connection.send();
  }

  private double run(int seconds) throws IOException {
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      selector.select(
          key -> {
            try {
              ((Connection) key.attachment()).receive();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          },
          100);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void print(double seconds, int events) {
    Arrays.sort(micros, 0, samples);
    System.out.printf(
        Locale.ROOT,
        "requests/s %.0f events/s %.0f p50 %.1f ms p99 %.1f ms max %.1f ms failures %d%n",
        samples / seconds,
        samples * (double) events / seconds,
        quantile(0.5),
        quantile(0.99),
        quantile(1),
        failures);
  }

  private double quantile(double share) {
    return samples == 0 ? 0 : micros[(int) Math.min(samples - 1, samples * share)] / 1e3;
  }

  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(16_384);
    private long sentAt;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send() throws IOException {
      ByteBuffer request = template.next(sent++);
      sentAt = System.nanoTime();
      while (request.hasRemaining()) {
        channel.write(request);
      }
    }

    void receive() throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a connection");
      }
      int body = find(END_OF_HEAD, 0) + END_OF_HEAD.length;
      if (body < END_OF_HEAD.length) {
        return;
      }
      int length = number(find(LENGTH, 0) + LENGTH.length);
      if (in.position() < body + length) {
        return;
      }
      if (measuring && samples < MAX_SAMPLES) {
        micros[samples++] = (int) ((System.nanoTime() - sentAt) / 1_000);
        if (!new String(in.array(), body, length, StandardCharsets.US_ASCII).equals(expected)) {
          failures++;
        }
      }
      in.clear();
      send();
    }

    private int find(byte[] what, int from) {
      for (int i = from; i <= in.position() - what.length; i++) {
        if (Arrays.equals(in.array(), i, i + what.length, what, 0, what.length)) {
          return i;
        }
      }
      return -1;
    }

    private int number(int at) {
      int number = 0;
      for (int i = at; in.get(i) >= '0'; i++) {
        number = number * 10 + in.get(i) - '0';
      }
      return number;
    }
  }

  /** A request in which the key and the machines change. */
  private static final class Template {
    private static final String KEY = "KEYKEYKEYKEYKEYKEYKEYKEYKEYKEYKEYKEY";
    private static final String MACHINE = "MACHINEMACHINEMA";

    private final byte[] bytes;
    private final int key;
    private final int[] machines;
    private final long run = System.nanoTime();

    Template(int events) {
      String event =
          """
          {"event":{"machine_id":"%1$s3a3e41b2c1d6f3b08c0d9f1e7a6b5c4d2e1f0a9b8c7d6e5f",\
          "platform_instance_id":"","platform_user_id":"",\
          "properties":"{\\"command\\":[\\"vcluster\\",\\"create\\",\\"*\\",\\"--namespace\\"],\
          \\"version\\":\\"1.0.0\\"}","timestamp":1700000000,"type":"vcluster_cli"},\
          "user":{"machine_id":"%1$s3a3e41b2c1d6f3b08c0d9f1e7a6b5c4d2e1f0a9b8c7d6e5f",\
          "platform_instance_id":"","platform_user_id":"",\
          "properties":"{\\"os_arch\\":\\"amd64\\",\\"os_name\\":\\"linux\\",\
          \\"timezone\\":\\"CET\\"}","timestamp":1700000000}}"""
              .formatted(MACHINE);
      String body = "{\"data\":[" + (event + ",").repeat(events - 1) + event + "]}";
      String request =
          "POST /analytics/v1/vcluster/v1/cli HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Content-Type: application/json\r\nIdempotency-Key: "
              + KEY
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      this.bytes = request.getBytes(StandardCharsets.US_ASCII);
      this.key = request.indexOf(KEY);
      this.machines = new int[events * 2];
      int at = -1;
      for (int i = 0; i < machines.length; i++) {
        at = request.indexOf(MACHINE, at + 1);
        machines[i] = at;
      }
    }

    ByteBuffer next(long number) {
      // As those of our clients: it begins with the time (UUID version 7).
      long time = System.currentTimeMillis() << 16 | 0x7000 | run & 0xfff;
      byte[] uuid =
          new UUID(time, 1L << 63 | number).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(uuid, 0, bytes, key, uuid.length);
      long machine = (number * 2_654_435_761L & 0x7fffffff) % MACHINES;
      for (int at : machines) {
        hex(at, machine);
      }
      return ByteBuffer.wrap(bytes);
    }

    private void hex(int at, long value) {
      for (int i = 0; i < 16; i++) {
        bytes[at + i] = (byte) "0123456789abcdef".charAt((int) (value >>> (60 - 4 * i)) & 15);
      }
    }
  }
}
