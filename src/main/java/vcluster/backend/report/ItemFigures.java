package vcluster.backend.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is published of an item (docs/backend-figures.md#published-tables).
 *
 * @param kind such as {@code option}
 * @param name such as {@code vcluster create --expose}
 * @param population {@code machine} or {@code instance}
 * @param members7 established members who were seen with it in 7 days
 * @param once7 those of 7 days who were active on one day of all, beside the others; empty where
 *     they are few or not told
 * @param used established members of 28 days who used it, of releases that report it
 * @param exposed established members of 28 days whose release reports it
 * @param usedBefore the same of the 28 days before
 * @param events in 28 days; empty where it is not told
 * @param failed those of the events that failed
 * @param failing members with a failure
 * @param oneMember whether one member has half of the events
 * @param firstSeen the first day with five members or more
 * @param releases the newest four minor ones of each program that report it, newest first; none if
 *     few members were seen with it
 */
public record ItemFigures(
    String kind,
    String name,
    String population,
    Count members7,
    Count members28,
    Count members90,
    OptionalLong once7,
    OptionalLong once28,
    OptionalLong once90,
    Count used,
    Count exposed,
    Count usedBefore,
    Count exposedBefore,
    OptionalLong events,
    OptionalLong failed,
    Count failing,
    boolean oneMember,
    Optional<LocalDate> firstSeen,
    Optional<LocalDate> lastSeen,
    List<ReleaseFigures> releases) {}
