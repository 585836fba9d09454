package vcluster.backend.dashboard;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Which requests are answered. The port is open to every program of the machine, and to every page
 * that its browsers have open.
 *
 * @param hosts what the header Host may be. A name of somebody else's that leads here (DNS
 *     rebinding) would make their page ours
 * @param cookie the cookie's name
 */
record Gate(Set<String> hosts, String cookie, Access access) {
  private static final String BEARER = "Bearer ";
  private static final String SITE = "Sec-Fetch-Site";

  /** What browsers say of a request that no other site caused. */
  private static final Set<String> OWN = Set.of("none", "same-origin");

  /**
   * Why a request is refused.
   *
   * @param title in a few words
   * @param problem and what to do about it
   */
  record Refusal(int status, String title, String problem) {}

  /** Whether the request comes the right way, whoever sends it. */
  Optional<Refusal> refuse(Request request) {
    String host = String.valueOf(request.getHeaders().get(HttpHeader.HOST));
    if (!hosts.contains(host.toLowerCase(Locale.ROOT))) {
      return refusal(
          HttpStatus.MISDIRECTED_REQUEST_421,
          "Another address",
          "Use the address that 'vcluster-backend dashboard' printed.");
    }
    HttpField site = request.getHeaders().getField(SITE);
    if (site != null && !OWN.contains(site.getValue())) {
      return refusal(
          HttpStatus.FORBIDDEN_403,
          "From another site",
          "Another site sent you here: type or paste the address into the browser instead.");
    }
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      return refusal(
          HttpStatus.METHOD_NOT_ALLOWED_405, "Only to read", "There is nothing here to change.");
    }
    return Optional.empty();
  }

  /** Whether the request has the cookie, or comes from the proxy. */
  Optional<Refusal> refuseStranger(Request request) {
    return hasCookie(request) || isProxy(request)
        ? Optional.empty()
        : refusal(
            HttpStatus.FORBIDDEN_403,
            "Not without the link",
            "Open the link that 'vcluster-backend dashboard' printed, in this browser. It works"
                + " once, for 5 minutes; start the command again for another one.");
  }

  private boolean hasCookie(Request request) {
    return Request.getCookies(request).stream()
        .filter(it -> it.getName().equals(cookie))
        .map(HttpCookie::getValue)
        .anyMatch(access::isOpenTo);
  }

  private boolean isProxy(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return header != null
        && header.startsWith(BEARER)
        && access.isProxy(header.substring(BEARER.length()));
  }

  private static Optional<Refusal> refusal(int status, String title, String problem) {
    return Optional.of(new Refusal(status, title, problem));
  }
}
