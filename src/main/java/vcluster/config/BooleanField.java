package vcluster.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vcluster.config.JsonScanner.Member;
import vcluster.config.JsonScanner.Value;
import vcluster.consent.GoNames;
import vcluster.consent.Setting;

/**
 * A JSON object in which one boolean field is ours to read, set and remove; every byte outside that
 * field stays as it is (docs/protocol.md#the-choice).
 */
final class BooleanField {
  private final byte[] json;
  private final String field;
  private final List<Member> members;

  private BooleanField(byte[] json, String field, List<Member> members) {
    this.json = json;
    this.field = field;
    this.members = members;
  }

  /**
   * Parses a whole file.
   *
   * @throws MalformedJsonException if it is not one valid JSON object
   */
  static BooleanField parse(byte[] json, String field) throws MalformedJsonException {
    return new BooleanField(json, field, JsonScanner.members(json));
  }

  /**
   * What the field says: the last of its occurrences that is not {@code null} wins, names match as
   * in Go, and one value of another type makes the whole file unusable.
   */
  Setting setting() {
    Setting setting = new Setting.Absent(true);
    for (Member member : members) {
      if (isField(member) && member.value() != Value.NULL) {
        if (member.value() == Value.OTHER) {
          return new Setting.Unusable(field + " is neither true nor false");
        }
        setting = new Setting.Disabled(member.value() == Value.TRUE);
      }
    }
    return setting;
  }

  /** The document with the field true, once, under its proper name. */
  byte[] withTrue() {
    return write(true);
  }

  /** The document without the field. */
  byte[] without() {
    return write(false);
  }

  /** A member that goes takes the separator before it along; the first one that stays has none. */
  private byte[] write(boolean withField) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + field.length() + 16);
    copy(out, 0, members.isEmpty() ? endOfEmptyObject() : members.get(0).start());
    boolean first = true;
    boolean fieldDone = !withField;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      boolean ours = isField(member);
      if (ours && fieldDone) {
        continue;
      }
      if (!first) {
        copy(out, members.get(i - 1).end(), member.start());
      }
      writeMember(out, member, ours);
      first = false;
      fieldDone |= ours;
    }
    if (!fieldDone) {
      appendField(out);
    }
    copy(out, members.isEmpty() ? endOfEmptyObject() : lastMember().end(), json.length);
    return out.toByteArray();
  }

  private void writeMember(ByteArrayOutputStream out, Member member, boolean ours) {
    if (!ours) {
      copy(out, member.start(), member.end());
      return;
    }
    text(out, '"' + field + '"');
    copy(out, member.nameEnd(), member.valueStart());
    text(out, "true");
  }

  /** Behind the last member, laid out as that one is. */
  private void appendField(ByteArrayOutputStream out) {
    if (members.isEmpty()) {
      text(out, '"' + field + "\":true");
      return;
    }
    Member last = lastMember();
    text(out, ",");
    copy(out, startOfSpaceBefore(last.start()), last.start());
    text(out, '"' + field + '"');
    copy(out, last.nameEnd(), last.valueStart());
    text(out, "true");
  }

  private Member lastMember() {
    return members.get(members.size() - 1);
  }

  private boolean isField(Member member) {
    return GoNames.fold(member.name()).equals(GoNames.fold(field));
  }

  private int endOfEmptyObject() {
    int end = json.length - 1;
    while (json[end] != '}') {
      end--;
    }
    return end;
  }

  private int startOfSpaceBefore(int offset) {
    int start = offset;
    while (json[start - 1] != ',' && json[start - 1] != '{') {
      start--;
    }
    return start;
  }

  private void copy(ByteArrayOutputStream out, int from, int to) {
    out.write(json, from, to - from);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
