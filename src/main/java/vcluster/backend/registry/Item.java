package vcluster.backend.registry;

import java.util.List;

/**
 * Something that may be used, which reports list even if nobody does.
 *
 * @param kind {@code command}, {@code option}, {@code controller}, {@code flag} or {@code helm}
 * @param name unique in its kind, such as {@code vcluster create --expose}
 * @param ignored whether it is in so many reports that nobody asked for it that it says nothing
 * @param reported the releases that tell when it is used; none if no release does
 * @param since the first release that has it, {@code <=0.15} if that is not known
 * @param until the first release that no longer has it; empty if there is none
 * @param deprecated since which release it is; empty if it is not
 * @param replacement what is to be used instead; empty if nothing is named
 */
public record Item(
    String kind,
    String name,
    boolean ignored,
    List<Interval> reported,
    String since,
    String until,
    String deprecated,
    String replacement) {}
