/** What every Java program costs at least: the unit of the launch benchmark. */
public final class Empty {
  public static void main(String[] arguments) {}
}
