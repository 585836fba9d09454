package vcluster.backend.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressPattern;

/**
 * Who a request counts against: the peer, or, where that is a trusted proxy, the last of those in
 * {@code X-Forwarded-For} that is none. Kept in memory alone.
 */
final class ClientAddress implements Function<Request, String> {
  private final List<InetAddressPattern> trustedProxies;

  ClientAddress(List<InetAddressPattern> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  @Override
  public String apply(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer
        ? of(peer.getAddress(), request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false))
        : "";
  }

  /** The network of the client behind {@code peer}. */
  String of(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    for (int i = forwardedFor.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> before = IpAddresses.address(forwardedFor.get(i));
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return IpAddresses.of(client);
  }

  private boolean isTrusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(pattern -> pattern.test(address));
  }
}
