package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.WatchStatus;
import vcluster.syncer.WatchStatus.State;

/**
 * Lists the objects of one kind, watches them, and begins again whatever happens: where the watch
 * ended if it got anywhere, else with another list, after longer and longer pauses. Why not with
 * fabric8's informers: docs/decisions/0021.
 */
final class WatchLoop<T extends HasMetadata> implements AutoCloseable {
  private final String resource;
  private final KnownObjects<T> known;
  private final ConnectionLog log;
  private final WatchProgress progress;
  private final WatchSettings settings;
  private final ScheduledExecutorService threads;

  /** Where the next watch begins; empty if a list has to come first. */
  private volatile String version = "";

  private State state = State.WAITING;
  private @Nullable Attempt current;

  /**
   * A loop that has not begun.
   *
   * @param resource such as {@code pods}
   */
  WatchLoop(
      String resource,
      Feed<T> feed,
      ConnectionLog log,
      WatchSettings settings,
      ScheduledExecutorService threads) {
    this.resource = resource;
    this.known = new KnownObjects<>(feed);
    this.log = log;
    this.progress = new WatchProgress(log);
    this.settings = settings;
    this.threads = threads;
  }

  /** Begins, or goes on with another client, whose objects are compared with the known ones. */
  synchronized void watch(WatchTarget<T> target) {
    version = "";
    next(target, Duration.ZERO);
  }

  /**
   * How it is doing.
   *
   * @param cluster where
   */
  synchronized WatchStatus status(String cluster) {
    return new WatchStatus(cluster, resource, state, progress.isFailing());
  }

  @Override
  public synchronized void close() {
    Attempt last = current;
    current = null;
    state = State.WAITING;
    if (last != null) {
      last.close();
    }
  }

  private void next(WatchTarget<T> target, Duration pause) {
    close();
    Attempt next = new Attempt(target);
    current = next;
    next.after(pause, next::run);
  }

  /** What an attempt does once it is over may not disturb the next one. */
  private synchronized void during(Attempt attempt, Runnable action) {
    if (attempt == current) {
      action.run();
    }
  }

  /** A list if there has to be one, and a watch. */
  private final class Attempt implements Watcher<T>, AutoCloseable {
    private final WatchTarget<T> target;
    private final ApiCall watch = ApiCall.watch(resource);
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Watch open;
    private boolean fruitful;

    Attempt(WatchTarget<T> target) {
      this.target = target;
    }

    void after(Duration pause, Runnable action) {
      timer = threads.schedule(action, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void run() {
      if (!version.isEmpty() || trying(ApiCall.list(resource), this::list)) {
        trying(watch, this::open);
      }
    }

    /** Returns whether it worked; whatever is thrown here would go unseen otherwise. */
    private boolean trying(ApiCall call, Runnable action) {
      try {
        action.run();
        return true;
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        during(this, () -> failed(call, e));
        return false;
      }
    }

    private void list() {
      during(this, () -> state = State.LISTING);
      Set<String> keys = new HashSet<>();
      String listed = target.list(page -> during(this, () -> take(page, keys)));
      during(
          this,
          () -> {
            known.listed(keys);
            version = listed;
          });
      log.worked(ApiCall.list(resource));
    }

    private void take(List<T> page, Set<String> keys) {
      page.forEach(known::found);
      page.forEach(object -> keys.add(KnownObjects.key(object)));
    }

    private void open() {
      Watch opened = target.watch(version, this);
      during(this, () -> opened(opened));
      if (!opened.equals(open)) {
        opened.close();
      }
    }

    private void opened(Watch opened) {
      open = opened;
      state = State.WATCHING;
      after(settings.settled(), () -> during(this, this::settled));
    }

    private void settled() {
      gotSomewhere();
      log.worked(watch);
      // Without WebSocket nothing tells that the server is gone.
      after(WatchTarget.WATCH.plusMinutes(1), () -> during(this, this::again));
    }

    private void gotSomewhere() {
      fruitful = true;
      progress.gotSomewhere();
    }

    @Override
    public void eventReceived(Action action, T object) {
      trying(watch, () -> during(this, () -> take(action, object)));
    }

    private void take(Action action, T object) {
      if (action == Action.DELETED) {
        known.gone(KnownObjects.key(object));
      } else if (action != Action.BOOKMARK) {
        known.found(object);
      }
      String next = Objects.toString(object.getMetadata().getResourceVersion(), "");
      if (!next.equals(version)) {
        version = next;
        gotSomewhere();
      }
    }

    @Override
    public void onClose(WatcherException end) {
      during(this, () -> ended(end));
    }

    private void ended(WatcherException end) {
      if (fruitful && end.isHttpGone()) {
        version = "";
        again();
      } else if (fruitful && ApiFailure.isPlainEnd(end)) {
        again();
      } else {
        failed(watch, end.isHttpGone() ? end.asClientException() : end);
      }
    }

    private void failed(ApiCall call, Throwable failure) {
      progress.failed(call, failure);
      version = "";
      again();
    }

    private void again() {
      next(target, progress.pause(settings.retry()));
    }

    @Override
    public void close() {
      if (timer != null) {
        timer.cancel(false);
      }
      if (open != null) {
        open.close();
      }
    }
  }
}
