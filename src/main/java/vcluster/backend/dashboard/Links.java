package vcluster.backend.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The addresses of pages. All that can be chosen on a page is in its address. */
final class Links {
  private Links() {}

  /** The page of an item. */
  static String item(String kind, String name) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("kind", kind);
    query.put("name", name);
    return to("/item", query);
  }

  /** A path with a query, without the values that are empty. */
  static String to(String path, Map<String, String> query) {
    String words =
        query.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> encoded(entry.getKey()) + '=' + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return words.isEmpty() ? path : path + '?' + words;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
