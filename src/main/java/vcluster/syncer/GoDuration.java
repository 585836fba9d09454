package vcluster.syncer;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations in Go's form, such as {@code 90s}, {@code 1m30s} or {@code 500ms}, up to a day.
 */
final class GoDuration implements ITypeConverter<Duration> {
  private static final Duration MAX = Duration.ofDays(1);

  private static final Pattern FORM =
      Pattern.compile(
          "(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?|0");

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration (for example 90s or 1m30s)");
    }
    Duration duration =
        Duration.ofHours(number(form, 1))
            .plusMinutes(number(form, 2))
            .plusSeconds(number(form, 3))
            .plusMillis(number(form, 4));
    if (duration.compareTo(MAX) > 0) {
      throw new TypeConversionException("'" + text + "' is longer than a day");
    }
    return duration;
  }

  private static long number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
  }
}
