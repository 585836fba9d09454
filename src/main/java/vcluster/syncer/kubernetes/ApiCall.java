package vcluster.syncer.kubernetes;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request to an API server as its access rules name it.
 *
 * @param verb {@code get}, {@code list} or {@code watch}
 * @param resource a kind of resource such as {@code pods}, never an object's name
 */
record ApiCall(String verb, String resource) {
  private static final String GET = "get";
  private static final String LIST = "list";
  private static final String WATCH = "watch";

  static ApiCall get(String resource) {
    return new ApiCall(GET, resource);
  }

  static ApiCall list(String resource) {
    return new ApiCall(LIST, resource);
  }

  static ApiCall watch(String resource) {
    return new ApiCall(WATCH, resource);
  }

  /**
   * Parses a path such as {@code /apis/apps/v1/namespaces/NAMESPACE/deployments/NAME}, which may
   * follow the prefix of a proxy.
   */
  static ApiCall of(URI uri) {
    List<String> path = withoutPrefix(Arrays.asList(uri.getPath().split("/")));
    int group = !path.isEmpty() && path.get(0).equals("apis") ? 3 : 2;
    int namespaced = path.size() > group && path.get(group).equals("namespaces") ? 2 : 0;
    int resource = group + namespaced;
    if (path.size() <= resource) {
      return get(path.isEmpty() ? "" : path.get(path.size() - 1));
    }
    boolean watch = Optional.ofNullable(uri.getQuery()).orElse("").contains("watch=true");
    String many = watch ? WATCH : LIST;
    return new ApiCall(path.size() > resource + 1 ? GET : many, path.get(resource));
  }

  private static List<String> withoutPrefix(List<String> steps) {
    List<String> path = steps.stream().filter(step -> !step.isEmpty()).toList();
    for (int begin = 0; begin < path.size(); begin++) {
      String step = path.get(begin);
      boolean core = step.equals("api") && path.subList(begin + 1, path.size()).indexOf("v1") == 0;
      if (core || step.equals("apis")) {
        return path.subList(begin, path.size());
      }
    }
    return path.isEmpty() ? path : path.subList(path.size() - 1, path.size());
  }

  boolean isGet() {
    return verb.equals(GET);
  }

  boolean isWatch() {
    return verb.equals(WATCH);
  }

  @Override
  public String toString() {
    return verb + " " + resource;
  }
}
