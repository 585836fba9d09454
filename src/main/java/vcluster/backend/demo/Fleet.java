package vcluster.backend.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;

/**
 * A fleet of machines and instances that are not there. It sends the same whenever it is asked: all
 * follows from these values.
 *
 * @param first the first day (UTC)
 * @param hash makes the members' ids and the keys of the events
 */
public record Fleet(long seed, FleetSize size, LocalDate first, KeyedHash hash) {
  /** Takes what arrives. */
  @FunctionalInterface
  public interface Receiver<E extends Exception> {
    /** Takes all that arrives on one day, in that order; the days come in their order. */
    void receive(LocalDate day, List<Incoming> events) throws E;
  }

  /**
   * Sends everything, day by day. What is claimed happened on the day of arrival, or up to 29 days
   * before; nothing arrives later than on the last day.
   *
   * @return what is true of all that arrived
   */
  public <E extends Exception> List<Truth> send(Receiver<E> receiver) throws E {
    Chance chance = new Chance(new SplittableRandom(seed));
    Post post = new Post(size, first, hash);
    Machines machines = new Machines(post, chance.split());
    Instances instances = new Instances(post, machines.ids(), chance.split());
    for (int day = 0; day < size.days(); day++) {
      machines.day(day);
      instances.day(day);
      receiver.receive(first.plusDays(day), post.receive(day));
    }
    return post.truths();
  }

  /** The last day (UTC). */
  public LocalDate last() {
    return first.plusDays(size.days() - 1L);
  }
}
