package vcluster.syncer;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.upload.SendResult;

/** Asks for consent again before each upload, and closes for good once it is withdrawn. */
final class CheckedOutlet implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedOutlet.class);

  private final Outlet outlet;
  private final Supplier<Optional<String>> objection;
  private boolean open = true;

  /**
   * An open outlet.
   *
   * @param objection what turns telemetry off; empty if nothing does
   */
  CheckedOutlet(Outlet outlet, Supplier<Optional<String>> objection) {
    this.outlet = outlet;
    this.objection = objection;
  }

  @Override
  public boolean isOpen() {
    if (open) {
      Optional<String> reason = objection.get();
      open = reason.isEmpty();
      reason.ifPresent(
          off -> LOG.info("Telemetry is off: {}. Nothing more is sent until the next start.", off));
    }
    return open;
  }

  @Override
  public SendResult send(String key, String body) {
    return outlet.send(key, body);
  }
}
