package vcluster.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command that was run. It holds no identity and nothing that was typed.
 *
 * @param time Unix seconds
 * @param version the program's version, without a leading {@code v}
 * @param command the program's name, the command path, then what was used of its definition
 * @param error why the command failed, null if it did not
 * @param zone the abbreviation of the local time zone at that time
 */
public record Event(
    long time, String version, List<String> command, @Nullable Failure error, String zone) {
  public Event {
    command = List.copyOf(command);
  }
}
