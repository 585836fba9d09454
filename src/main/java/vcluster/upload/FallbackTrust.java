package vcluster.upload;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server that either of two sets of roots vouches for; the second is not even loaded
 * unless the first refuses. The host name is checked by whichever is asked, since both are handed
 * the connection.
 */
final class FallbackTrust extends X509ExtendedTrustManager {
  private final Roots first;
  private final Roots second;

  FallbackTrust(Roots first, Roots second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(roots -> roots.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(roots -> roots.checkServerTrusted(chain, authType, socket));
  }

  /** Never: without the connection nobody can tell whether the host name is right. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no connection to check the host name of");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  /** Never: this is for clients. */
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("clients are not checked here");
  }

  /** None: only a server that asks for client certificates would send them. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private void check(Check check) throws CertificateException {
    CertificateException refusal;
    try {
      check(first, check);
      return;
    } catch (CertificateException e) {
      refusal = e;
    }
    if (second.manager().isEmpty()) {
      throw refusal;
    }
    try {
      check(second, check);
    } catch (CertificateException e) {
      throw moreTelling(refusal, e);
    }
  }

  private static void check(Roots roots, Check check) throws CertificateException {
    Optional<X509ExtendedTrustManager> manager = roots.manager();
    if (manager.isEmpty()) {
      throw new CertificateException("no root certificates", new CertPathBuilderException());
    }
    check.with(manager.orElseThrow());
  }

  /** Whoever knows the issuer and still refuses has the better reason: the name, or the date. */
  private static CertificateException moreTelling(
      CertificateException first, CertificateException second) {
    boolean issuerUnknown = first.getCause() instanceof CertPathBuilderException;
    CertificateException told = issuerUnknown ? second : first;
    told.addSuppressed(issuerUnknown ? first : second);
    return told;
  }

  private interface Check {
    void with(X509ExtendedTrustManager roots) throws CertificateException;
  }
}
