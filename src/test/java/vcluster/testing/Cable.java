package vcluster.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/**
 * Between a client and a server, on loopback; may be cut, mended at the same address, and frozen.
 */
public final class Cable implements AutoCloseable {
  private static final int PART = 1 << 13;

  private volatile int target;
  private final ServerSocketFactory sockets;
  private final InetSocketAddress address;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final Set<Socket> frozen = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket entry;
  private volatile Thread doorkeeper;

  /** A cable to a port of this machine. */
  public Cable(int target) throws IOException {
    this(target, ServerSocketFactory.getDefault());
  }

  /** The same with TLS at the client's end, if the sockets are of that sort. */
  public Cable(int target, ServerSocketFactory sockets) throws IOException {
    this.target = target;
    this.sockets = sockets;
    listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = (InetSocketAddress) entry.getLocalSocketAddress();
  }

  public int port() {
    return address.getPort();
  }

  /** Breaks every connection, and refuses new ones. */
  public void cut() {
    close(entry);
    // The port is free once nobody waits at it any more.
    Unchecked.run(doorkeeper::join);
    ends.forEach(Cable::close);
    ends.clear();
  }

  /** Lets nothing more through the connections that are there, and tells neither end. */
  public void freeze() {
    frozen.addAll(ends);
  }

  /** Leads new connections to another port of this machine; those that are there stay. */
  public void moveTo(int otherTarget) {
    target = otherTarget;
  }

  public void mend() throws IOException {
    listen(address);
  }

  @Override
  public void close() {
    cut();
  }

  private void listen(InetSocketAddress where) throws IOException {
    ServerSocket socket = sockets.createServerSocket();
    socket.setReuseAddress(true);
    socket.bind(where);
    entry = socket;
    doorkeeper = run(() -> accept(socket));
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket near = socket.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        ends.add(near);
        ends.add(far);
        run(() -> pump(near, far));
        run(() -> pump(far, near));
        if (socket.isClosed()) {
          close(near);
          close(far);
        }
      } catch (IOException e) {
        // Cut, or the target is gone: the loop's condition tells.
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] part = new byte[PART];
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        if (!frozen.contains(from)) {
          out.write(part, 0, length);
        }
      }
    } catch (IOException e) {
      // Cut.
    } finally {
      ends.remove(from);
      frozen.remove(from);
    }
  }

  private static Thread run(Runnable task) {
    Thread thread = new Thread(task, "cable");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void close(AutoCloseable end) {
    Unchecked.run(end::close);
  }
}
