package vcluster.config;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;

/** A process in which {@code fsync} and {@code fdatasync} fail, as in file systems without them. */
public final class ForceProbe {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PR_SET_SECCOMP = 22;
  private static final long SECCOMP_MODE_FILTER = 2;
  private static final int RETURN_ERRNO = 0x00050000;
  private static final int RETURN_ALLOW = 0x7fff0000;

  private ForceProbe() {}

  /** Takes the error number, and then what {@link ConfigProbe} takes. */
  public static void main(String[] arguments) {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    failFrom(arm ? 82 : 74, Integer.parseInt(arguments[0]));
    ConfigProbe.main(new String[] {arguments[1], arguments[2]});
  }

  /** A filter of system calls for this thread: this call and the next one fail. */
  private static void failFrom(int call, int error) {
    long[] program = {
      // Load the number of the call; compare; return.
      instruction(0x20, 0, 0, 0),
      instruction(0x15, 1, 0, call),
      instruction(0x15, 0, 1, call + 1),
      instruction(0x06, 0, 0, RETURN_ERRNO | error),
      instruction(0x06, 0, 0, RETURN_ALLOW)
    };
    Memory code = new Memory(8L * program.length);
    code.write(0, program, 0, program.length);
    Memory filter = new Memory(16);
    filter.setShort(0, (short) program.length);
    filter.setPointer(8, code);
    Function prctl = NativeLibrary.getInstance("c").getFunction("prctl");
    int failed =
        prctl.invokeInt(new Object[] {PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L})
            | prctl.invokeInt(new Object[] {PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter, 0L, 0L});
    if (failed != 0) {
      throw new IllegalStateException("no filters of system calls here");
    }
  }

  /** As the kernel has it on a machine with little-endian order. */
  private static long instruction(int code, int ifTrue, int ifFalse, int operand) {
    return code | ((long) ifTrue << 16) | ((long) ifFalse << 24) | ((long) operand << 32);
  }
}
