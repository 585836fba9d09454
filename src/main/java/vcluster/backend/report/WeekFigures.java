package vcluster.backend.report;

import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * What is published of a week that is over.
 *
 * @param kind of the item, or a population
 * @param name of the item; empty of a population
 * @param week its Monday
 * @param members established members who were seen with it
 * @param once once-only ones; empty where they are few or not told
 * @param used established members of a release that reports it who used it
 * @param exposed established members of a release that reports it
 * @param events empty where it is not told
 * @param failed those of the events that failed
 */
public record WeekFigures(
    String kind,
    String name,
    LocalDate week,
    Count members,
    OptionalLong once,
    Count used,
    Count exposed,
    OptionalLong events,
    OptionalLong failed) {}
