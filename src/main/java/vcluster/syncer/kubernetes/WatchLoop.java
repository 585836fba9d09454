package vcluster.syncer.kubernetes;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_GONE;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.WatchStatus;
import vcluster.syncer.WatchStatus.State;
import vcluster.syncer.kubernetes.ConnectionLog.ApiFailure;

/**
 * Lists the objects of one kind, watches them, and begins again whatever happens: where the watch
 * ended if it got anywhere, else with another list, after longer and longer pauses. Why not with
 * fabric8's informers: docs/decisions/0021.
 */
final class WatchLoop<T extends HasMetadata> implements AutoCloseable {
  /** So few objects that an answer is short even if they have many annotations. */
  private static final long PAGE = 100;

  /** The longest pause is 32 times the first. */
  private static final int MAX_DOUBLINGS = 5;

  /** Failures in a row, which take about five minutes, after which it counts as failing. */
  private static final int FAILING = 12;

  /** A server that starts refuses everything for a second or two, until it knows the rules. */
  private static final int REFUSALS_OF_A_START = 2;

  /** How long the server is asked to keep a watch open. */
  private static final Duration WATCH = Duration.ofMinutes(8);

  private final String resource;
  private final KnownObjects<T> known;
  private final ConnectionLog log;
  private final WatchSettings settings;
  private final ScheduledExecutorService threads;

  /** Where the next watch begins; empty if a list has to come first. */
  private volatile String version = "";

  private int fruitless;
  private boolean refused;
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
    this.settings = settings;
    this.threads = threads;
  }

  /** Begins, or goes on with another client, whose objects are compared with the known ones. */
  synchronized void watch(
      FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects) {
    close();
    version = "";
    next(objects, Duration.ZERO);
  }

  /**
   * How it is doing.
   *
   * @param cluster where
   */
  synchronized WatchStatus status(String cluster) {
    return new WatchStatus(cluster, resource, state, fruitless >= FAILING && !refused);
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

  private void next(
      FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects, Duration pause) {
    close();
    Attempt next = new Attempt(objects);
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
    private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects;
    private final ApiCall list = ApiCall.list(resource);
    private final ApiCall watch = ApiCall.watch(resource);
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Watch open;
    private boolean fruitful;

    Attempt(FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects) {
      this.objects = objects;
    }

    void after(Duration pause, Runnable action) {
      timer = threads.schedule(action, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void run() {
      ApiCall call = version.isEmpty() ? list : watch;
      try {
        if (call.equals(list)) {
          list();
          log.worked(list);
          call = watch;
        }
        Watch opened = objects.watch(options(), this);
        during(this, () -> opened(opened));
        if (!opened.equals(open)) {
          opened.close();
        }
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        ApiCall failed = call;
        during(this, () -> failed(failed, e));
      }
    }

    private void list() {
      during(this, () -> state = State.LISTING);
      Set<String> keys = new HashSet<>();
      ListMeta meta = page(keys, null);
      while (meta.getContinue() != null && !meta.getContinue().isEmpty()) {
        meta = page(keys, meta.getContinue());
      }
      String listed = Objects.toString(meta.getResourceVersion(), "");
      during(
          this,
          () -> {
            known.listed(keys);
            version = listed;
          });
    }

    private ListMeta page(Set<String> keys, @Nullable String from) {
      var page = objects.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(from).build());
      page.getItems().forEach(object -> keys.add(KnownObjects.key(object)));
      during(this, () -> page.getItems().forEach(known::found));
      return page.getMetadata();
    }

    private ListOptions options() {
      return new ListOptionsBuilder()
          .withResourceVersion(version)
          .withAllowWatchBookmarks(true)
          .withTimeoutSeconds(WATCH.toSeconds())
          .build();
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
      after(WATCH.plusMinutes(1), () -> during(this, this::again));
    }

    private void gotSomewhere() {
      fruitful = true;
      fruitless = 0;
    }

    @Override
    public void eventReceived(Action action, T object) {
      during(
          this,
          () -> {
            try {
              take(action, object);
            } catch (RuntimeException e) {
              failed(watch, e);
            }
          });
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
      } else if (fruitful && ConnectionLog.isPlainEnd(end)) {
        again();
      } else {
        failed(watch, end.isHttpGone() ? end.asClientException() : end);
      }
    }

    private void failed(ApiCall call, Throwable failure) {
      fruitless++;
      version = "";
      int status = failure instanceof KubernetesClientException e ? e.getCode() : 0;
      refused = status == HTTP_FORBIDDEN || status == HTTP_NOT_FOUND;
      if (status == HTTP_FORBIDDEN && fruitless > REFUSALS_OF_A_START) {
        log.failed(call, ApiFailure.FORBIDDEN);
      } else if (status != HTTP_GONE || fruitless > 1) {
        // What a list or a watch refers to is forgotten by the server now and then.
        log.fruitless(call, failure);
      }
      again();
    }

    private void again() {
      int doublings = Math.min(Math.max(fruitless - 1, 0), MAX_DOUBLINGS);
      next(objects, settings.retry().multipliedBy(1L << doublings));
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
