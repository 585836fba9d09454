package vcluster.helm;

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
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      return install(
          Proxy.newProxyInstance(
              PosixSignal.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.run();
                      yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> name;
                  }));
    } catch (ReflectiveOperationException e) {
      // A runtime without jdk.unsupported: a signal then ends this process as it always does.
      return () -> {};
    }
  }

  private Runnable install(Object handler) throws ReflectiveOperationException {
    Object before = exchange(handler);
    return () -> {
      try {
        exchange(before);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private Object exchange(Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    return signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }
}
