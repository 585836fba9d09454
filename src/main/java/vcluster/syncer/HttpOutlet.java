package vcluster.syncer;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.upload.HttpSender;
import vcluster.upload.Route;
import vcluster.upload.SendResult;
import vcluster.upload.Trust;

/** Sends over HTTP, asks for consent again before each upload, and closes once it is withdrawn. */
final class HttpOutlet implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(HttpOutlet.class);

  private final SyncerContext context;
  private final HttpSender sender;
  private boolean open = true;

  HttpOutlet(SyncerContext context, Route.Open route) {
    this.context = context;
    this.sender =
        new HttpSender(
            route,
            Trust.context(context.environment(), context.workingDirectory()),
            context.version(),
            context.clock());
    LOG.info("Telemetry is on and goes to {}. DO_NOT_TRACK=1 turns it off.", sender.url());
  }

  @Override
  public boolean isOpen() {
    if (open) {
      Optional<String> objection = SyncerConsent.objection(context);
      open = objection.isEmpty();
      objection.ifPresent(
          off -> LOG.info("Telemetry is off: {}. Nothing more is sent until the next start.", off));
    }
    return open;
  }

  @Override
  public SendResult send(String key, String body) {
    return sender.send(key, body, () -> {});
  }
}
