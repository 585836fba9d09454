package vcluster.machine;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the UUID of one machine from what vendors leave in its place. */
final class HardwareUuid {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** One digit throughout. */
  private static final Pattern BLANK = Pattern.compile("([0-9a-f])(\\1|-)*");

  /**
   * Seen on whole series of boards. Firmware and systems disagree on the byte order of the first
   * three groups, hence some of them twice.
   */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "03000200-0400-0500-0006-000700080009",
          "00020003-0004-0005-0006-000700080009",
          "03020100-0504-0706-0809-0a0b0c0d0e0f",
          "00010203-0405-0607-0809-0a0b0c0d0e0f",
          "12345678-1234-5678-90ab-cddeefaabbcc",
          "78563412-3412-7856-90ab-cddeefaabbcc",
          "10000000-0000-8000-0040-000000000000",
          "00000010-0000-0080-0040-000000000000");

  private HardwareUuid() {}

  /** Whether this is a UUID that no other machine should have. */
  static boolean isOwn(String uuid) {
    String lower = uuid.toLowerCase(Locale.ROOT);
    return FORM.matcher(lower).matches()
        && !BLANK.matcher(lower).matches()
        && !PLACEHOLDERS.contains(lower);
  }
}
