package vcluster.helm;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * A signal to this process. There is one way to hear of it, {@code sun.misc.Signal}, which JEP 260
 * keeps for want of a better one; its compile-time warning can't be suppressed, hence reflection.
 *
 * @param name without {@code SIG}
 * @param number as POSIX has it
 */
record PosixSignal(String name, int number) {
  static final PosixSignal INT = new PosixSignal("INT", 2);
  static final PosixSignal TERM = new PosixSignal("TERM", 15);

  /**
   * Has {@code handler} run, in a thread of its own, each time that the signal comes. One that this
   * process was started to ignore stays ignored.
   *
   * @return gives the signal back
   */
  Runnable handle(Runnable handler) {
    try {
      Class<?>[] type = {Class.forName("sun.misc.SignalHandler")};
      InvocationHandler received =
          (proxy, method, arguments) -> {
            handler.run();
            return null;
          };
      Object before =
          exchange(Proxy.newProxyInstance(PosixSignal.class.getClassLoader(), type, received));
      return () -> giveBack(before);
    } catch (ReflectiveOperationException e) {
      // A runtime without jdk.unsupported: a signal then ends this process as it always does.
      return () -> {};
    }
  }

  private void giveBack(Object handler) {
    try {
      exchange(handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object exchange(Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    return signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }
}
