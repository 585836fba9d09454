package vcluster.backend.dashboard;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpCookieUtils;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import vcluster.backend.http.HttpAnswer;
import vcluster.backend.store.DatabaseTrouble;
import vcluster.backend.store.Role;

/** Answers requests that the gate lets in. */
final class DashboardHandler extends Handler.Abstract {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String STYLE = "/style.css";
  private static final String ENTER = "/enter";

  /** No script runs, nothing comes from elsewhere, and no other page frames it. */
  private static final List<HttpField> HEADERS =
      List.of(
          new HttpField(
              "Content-Security-Policy",
              "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                  + " base-uri 'none'; frame-ancestors 'none'"),
          new HttpField("X-Content-Type-Options", "nosniff"),
          new HttpField("Referrer-Policy", "no-referrer"),
          new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
          new HttpField("Cross-Origin-Resource-Policy", "same-origin"),
          new HttpField(HttpHeader.CACHE_CONTROL, "no-store"));

  private final Gate gate;
  private final Pages pages;
  private final DataSource database;
  private final String style;

  DashboardHandler(Gate gate, Pages pages, DataSource database, String style) {
    this.gate = gate;
    this.pages = pages;
    this.database = database;
    this.style = style;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    answerOrRefusal(request).send(request, response, callback);
    return true;
  }

  private HttpAnswer answerOrRefusal(Request request) {
    try {
      return answer(request);
    } catch (HttpException.RuntimeException e) {
      return problem(e.getCode(), "No such page", "This address can't be read.");
    }
  }

  private HttpAnswer refused(Gate.Refusal refusal) {
    HttpAnswer page = problem(refusal.status(), refusal.title(), refusal.problem());
    if (refusal.status() != HttpStatus.METHOD_NOT_ALLOWED_405) {
      return page;
    }
    List<HttpField> headers = new ArrayList<>(page.headers());
    headers.add(new HttpField(HttpHeader.ALLOW, "GET, HEAD"));
    return new HttpAnswer(page.status(), headers, page.content());
  }

  private HttpAnswer answer(Request request) {
    Optional<Gate.Refusal> refusal = gate.refuse(request);
    String path = request.getHttpURI().getPath();
    if (refusal.isEmpty() && path.equals(STYLE)) {
      return text(HttpStatus.OK_200, "text/css; charset=utf-8", style);
    }
    if (refusal.isEmpty() && path.equals(ENTER)) {
      return enter(request);
    }
    return refusal
        .or(() -> gate.refuseStranger(request))
        .map(this::refused)
        .orElseGet(() -> page(request, path));
  }

  /** Takes the key out of the address, where histories and other people would see it. */
  private HttpAnswer enter(Request request) {
    // What only looks whether the link leads anywhere must not use it up.
    Optional<String> session =
        HttpMethod.GET.is(request.getMethod())
            ? gate.access().enter(query(request).getOrDefault("key", ""))
            : Optional.empty();
    if (session.isPresent()) {
      return toOverview(List.of(new HttpField(HttpHeader.SET_COOKIE, cookie(session.get()))));
    }
    // Whoever is in already has opened it again.
    return gate.refuseStranger(request)
        .map(it -> problem(it.status(), "This link has been used or has expired", it.problem()))
        .orElseGet(() -> toOverview(List.of()));
  }

  private static HttpAnswer toOverview(List<HttpField> fields) {
    List<HttpField> all = new ArrayList<>(fields);
    all.add(new HttpField(HttpHeader.LOCATION, "/"));
    return answer(HttpStatus.SEE_OTHER_303, all, "");
  }

  private String cookie(String session) {
    return HttpCookieUtils.getRFC6265SetCookie(
        HttpCookie.build(gate.cookie(), session)
            .path("/")
            .httpOnly(true)
            .sameSite(HttpCookie.SameSite.STRICT)
            .build());
  }

  private HttpAnswer page(Request request, String path) {
    int dot = path.lastIndexOf('.');
    String format = dot < 0 ? "html" : path.substring(dot + 1);
    String place = dot < 0 ? path : path.substring(0, dot);
    if (!Pages.PATHS.contains(place) || path.startsWith("/.")) {
      return unknown();
    }
    try (Connection connection = database.getConnection()) {
      Pages.Found found = pages.make(connection, place, query(request));
      if (found instanceof Pages.Found.Made made) {
        return inFormat(made.page(), format);
      }
      return found instanceof Pages.Found.NoFigures
          ? problem(
              HttpStatus.NOT_FOUND_404,
              "No figures yet",
              "They are published after 00:30 UTC for the days that are over."
                  + " 'vcluster-backend stats' says what is stored, 'vcluster-backend demo' makes"
                  + " a database to look at.")
          : unknown();
    } catch (SQLException e) {
      return problem(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "The database does not answer",
          "Of the database: "
              + DatabaseTrouble.describe(e, Role.REPORT)
              + ". Reload this page later. If the program has ended that ran the database of a"
              + " folder, start the dashboard again.");
    }
  }

  private HttpAnswer inFormat(DashboardPage page, String format) {
    return switch (format) {
      case "html" -> text(HttpStatus.OK_200, HTML, pages.html(page));
      case "json" -> text(HttpStatus.OK_200, "application/json", page.json().toString());
      case "csv" -> text(HttpStatus.OK_200, "text/csv; charset=utf-8", page.cells().csv() + "\r\n");
      default -> unknown();
    };
  }

  private HttpAnswer unknown() {
    return problem(
        HttpStatus.NOT_FOUND_404, "No such page", "Nothing is published under this address.");
  }

  /** The first value of each name. */
  private static Map<String, String> query(Request request) {
    Map<String, String> query = new HashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request, StandardCharsets.UTF_8)) {
      query.put(field.getName(), String.valueOf(field.getValue()));
    }
    return query;
  }

  private HttpAnswer problem(int status, String title, String text) {
    return text(status, HTML, pages.problem(title, text));
  }

  private static HttpAnswer text(int status, String type, String text) {
    return answer(status, List.of(new HttpField(HttpHeader.CONTENT_TYPE, type)), text);
  }

  private static HttpAnswer answer(int status, List<HttpField> fields, String content) {
    List<HttpField> headers = new ArrayList<>(HEADERS);
    headers.addAll(fields);
    return new HttpAnswer(status, headers, content);
  }
}
