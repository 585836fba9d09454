package vcluster.syncer;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Go writes them, {@code 90s}, {@code 1m30s}, {@code 500ms}; a day at most. */
final class GoDuration implements ITypeConverter<Duration> {
  private static final Duration AT_MOST = Duration.ofDays(1);

  private static final Pattern FORM =
      Pattern.compile(
          "(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?|0");

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      throw new TypeConversionException("'" + text + "' is no duration such as 90s, 5m or 1m30s");
    }
    Duration duration =
        Duration.ofHours(number(form, 1))
            .plusMinutes(number(form, 2))
            .plusSeconds(number(form, 3))
            .plusMillis(number(form, 4));
    if (duration.compareTo(AT_MOST) > 0) {
      throw new TypeConversionException("'" + text + "' is longer than a day");
    }
    return duration;
  }

  private static long number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
  }
}
