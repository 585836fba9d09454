package vcluster.backend.report;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How many members, as it may be published: none, fewer than five, or the number. */
public sealed interface Count {
  /** A number, which is zero or at least five. */
  record Exactly(long number) implements Count {
    @Override
    public long least() {
      return number;
    }

    @Override
    public long most() {
      return number;
    }

    @Override
    public OptionalLong exact() {
      return OptionalLong.of(number);
    }

    /** With a comma after each three digits, in every language. */
    @Override
    public String toString() {
      return Words.number(number);
    }
  }

  /** From one to four. */
  record Few() implements Count {
    private static final int MOST = 4;

    @Override
    public long least() {
      return 1;
    }

    @Override
    public long most() {
      return MOST;
    }

    @Override
    public OptionalLong exact() {
      return OptionalLong.empty();
    }

    @Override
    public String toString() {
      return "<5";
    }
  }

  /** The least number that it can be. */
  long least();

  /** The greatest number that it can be. */
  long most();

  /** The number; empty if it is not told. */
  OptionalLong exact();

  /** Whether there are none. */
  default boolean isZero() {
    return most() == 0;
  }

  /** What is published; null stands for few. */
  static Count of(@Nullable Long published) {
    return published == null ? new Few() : new Exactly(published);
  }
}
