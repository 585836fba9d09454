package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import vcluster.testing.Await;

/** The pages of an invented fleet, as Chromium shows them, and who gets at them. */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
  private static final String HOSTILE = "<script>alert(1)</script>\"' \u202egnp.exe";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Pattern LINK =
      Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/enter\\?key=([A-Za-z0-9_-]+)");
  private static final int MOST_BYTES = 60 * 1024;
  private static final List<String> PAGES =
      List.of(
          "/",
          "/decide",
          "/decide?verdict=all&sort=share&page=2",
          "/item?kind=command&name=vcluster+create",
          "/item?kind=option&name=vcluster+connect+--update-current",
          "/failures",
          "/matrix",
          "/methodology");

  @TempDir private static Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private BackendProcess backend;
  private BackendProcess.Running dashboard;
  private Chromium chromium;
  private String link = "";
  private int port;
  private String cookie = "";

  @BeforeAll
  void open() throws Exception {
    assumeTrue(Chromium.isHere(), "no chromium and chromium-driver of Debian here");
    backend = BackendProcess.stopped(folder, Map.of("VCLUSTER_BACKEND_DASHBOARD_TOKEN", TOKEN));
    assertThat(
            backend.run(
                "demo",
                "--machines",
                "1500",
                "--instances",
                "400",
                "--data",
                backend.data().toString()))
        .as(backend.log())
        .isZero();
    dashboard = start();
    addHostileItem();
    chromium = Chromium.start(folder.resolve("chromium"));
    enter();
  }

  private BackendProcess.Running start() throws Exception {
    int before = backend.log().length();
    BackendProcess.Running running =
        backend.running("dashboard", "--port", "0", "--data", backend.data().toString());
    Await.until(
        "the link is there",
        () -> LINK.matcher(backend.log().substring(before)).find(),
        backend::log);
    Matcher found = LINK.matcher(backend.log().substring(before));
    assertThat(found.find()).isTrue();
    link = found.group();
    port = Integer.parseInt(found.group(1));
    return running;
  }

  /** Names are checked when they come in; here somebody has got around that. */
  private void addHostileItem() throws Exception {
    try (Connection owner = backend.trial("vcluster_owner");
        PreparedStatement insert =
            owner.prepareStatement(
                "INSERT INTO telemetry.published_item (kind, name, population, members_7, members_28,"
                    + " members_90, used, exposed, events, failed, failing)"
                    + " VALUES ('failure', ?, 'machine', 900, 900, 900, 900, 1000, 900, 900, 900)")) {
      insert.setString(1, HOSTILE);
      insert.execute();
    }
  }

  private void enter() throws Exception {
    // Whatever looks whether a link leads anywhere does not use it up.
    assertThat(
            send(
                "HEAD "
                    + link.substring(link.indexOf("/enter"))
                    + " HTTP/1.1\r\nHost: 127.0.0.1:"
                    + port
                    + "\r\n"))
        .contains(" 403 ");
    driver().get(link);
    assertThat(driver().getCurrentUrl()).isEqualTo(url("/"));
    assertThat(driver().getTitle()).startsWith("Overview");
    cookie =
        driver().manage().getCookies().stream()
            .map(it -> it.getName() + '=' + it.getValue())
            .findFirst()
            .orElseThrow();
    assertThat(driver().manage().getCookies())
        .allMatch(it -> it.isHttpOnly() && it.getSameSite().equals("Strict"));
  }

  @AfterAll
  void end() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (dashboard != null) {
      assertThat(dashboard.end()).isZero();
    }
    if (backend != null) {
      backend.close();
    }
  }

  private ChromeDriver driver() {
    return chromium.driver();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static List<String> pages() {
    return PAGES;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_isAccessible_inLightAndDark_wideAndNarrow(String path) throws Exception {
    for (String scheme : List.of("light", "dark")) {
      for (int width : List.of(1280, 390)) {
        chromium.look(width, 900, scheme, "screen");
        driver().get(url(path));
        assertThat(chromium.violations()).as(scheme + ' ' + width).isEmpty();
        assertThat((long) driver().executeScript("return document.documentElement.scrollWidth"))
            .as("no scrolling sideways at " + width)
            .isLessThanOrEqualTo(width);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_isValidHtml_withoutScript_andAsksNobodyElse(String path) throws Exception {
    chromium.requests();
    chromium.complaints();
    driver().get(url(path));
    assertThat(chromium.requests())
        .isNotEmpty()
        .allMatch(it -> it.contains("\"url\":\"" + url("/")) || it.contains("\"url\":\"data:"));
    assertThat(chromium.complaints()).isEmpty();
    assertThat(driver().executeScript("return document.scripts.length")).isEqualTo(0L);

    HttpResponse<String> page = get(path, "Cookie", cookie);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    assertThat(page.body()).doesNotContain("<script").doesNotContain(" style=");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(problems(page.body())).isEmpty();
  }

  /** What the checker of the W3C says (src/build/fetch-vnu). */
  private static String problems(String html) throws Exception {
    Path checker = Path.of("target/vnu/vnu.jar");
    assumeTrue(Files.exists(checker), "no checker of HTML: run src/build/fetch-vnu");
    Path file = Files.writeString(folder.resolve("page.html"), html);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                checker.toAbsolutePath().toString(),
                "--stdout",
                "--format",
                "gnu",
                "--exit-zero-always",
                file.toString())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_canBeReachedByKeyboardAlone(String path) {
    chromium.look(1280, 900, "light", "screen");
    driver().get(url(path));
    driver().findElement(By.tagName("body")).sendKeys(Keys.TAB);
    assertThat(driver().switchTo().activeElement().getText()).isEqualTo("Skip to the content");
    long all =
        (long)
            driver()
                .executeScript(
                    "return [...document.querySelectorAll('a, button, input:not([type=hidden]),"
                        + " select, summary, [tabindex=\"0\"]')]"
                        + ".filter(it => it.checkVisibility()).length");
    for (int i = 1; i < all; i++) {
      driver().switchTo().activeElement().sendKeys(Keys.TAB);
      assertThat(
              driver()
                  .executeScript(
                      "const e = document.activeElement; return e !== document.body"
                          + " && getComputedStyle(e).outlineStyle !== 'none'"))
          .as("what has the focus shows it: " + i + " of " + all)
          .isEqualTo(true);
    }
  }

  @Test
  void choice_isInTheAddress_andLinksLeadToItems() {
    chromium.look(1280, 900, "light", "screen");
    driver().get(url("/"));
    driver().findElement(By.linkText("Decide")).sendKeys(Keys.ENTER);
    WebElement text = driver().findElement(By.name("q"));
    text.sendKeys("chart-name", Keys.ENTER);
    Await.until("the list is short", () -> driver().getCurrentUrl().contains("q=chart-name"));
    WebElement item = driver().findElement(By.linkText("vcluster create --chart-name"));
    item.sendKeys(Keys.ENTER);
    assertThat(driver().findElement(By.tagName("h1")).getText())
        .isEqualTo("vcluster create --chart-name");
    assertThat(driver().findElement(By.tagName("main")).getText()).contains("zero-90d");
  }

  @Test
  void faults_areFoundOut() throws Exception {
    driver().get("data:text/html,<title>t</title><img src=x>");
    assertThat(chromium.violations()).isNotEmpty();
    assertThat(problems("<!doctype html><title>t</title><p><b>")).contains("Unclosed element");
  }

  @Test
  void choiceThatNobodyOffers_isNone() throws Exception {
    String usual = get("/decide.csv", "Cookie", cookie).body();
    assertThat(get("/decide.csv?verdict=nonsense&kind=x&sort=y", "Cookie", cookie).body())
        .isEqualTo(usual);
    assertThat(get("/.csv", "Cookie", cookie).statusCode()).isEqualTo(404);
  }

  @Test
  void hostileLabel_isShownAsText() throws Exception {
    driver().get(url("/failures"));
    WebElement link = driver().findElement(By.partialLinkText("alert(1)"));
    assertThat(link.getText()).contains("<script>alert(1)</script>");
    link.sendKeys(Keys.ENTER);
    assertThat(driver().findElement(By.tagName("h1")).getText()).isEqualTo(HOSTILE);
    assertThat(driver().executeScript("return document.scripts.length")).isEqualTo(0L);
    assertThat(chromium.violations()).isEmpty();
    assertThat(get("/failures.csv", "Cookie", cookie).body())
        .contains("\"" + HOSTILE.replace("\"", "\"\"") + "\"");
  }

  @Test
  void print_hasNoNavigation() {
    chromium.look(800, 900, "light", "print");
    driver().get(url("/decide"));
    assertThat(driver().findElement(By.tagName("nav")).isDisplayed()).isFalse();
    assertThat(driver().findElement(By.tagName("form")).isDisplayed()).isFalse();
    assertThat(driver().findElement(By.tagName("table")).isDisplayed()).isTrue();
    chromium.look(1280, 900, "light", "screen");
  }

  @Test
  void figures_areAlsoCsvAndJson() throws Exception {
    for (String path : List.of("/overview", "/decide", "/failures", "/matrix", "/methodology")) {
      HttpResponse<String> json = get(path + ".json", "Cookie", cookie);
      assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(json.body()).as(path).startsWith("{\"schema_version\":1,");
      HttpResponse<String> csv = get(path + ".csv", "Cookie", cookie);
      assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
      assertThat(csv.body()).as(path).contains(",").endsWith("\r\n");
    }
    assertThat(get("/decide.json?verdict=gone&kind=command", "Cookie", cookie).body())
        .contains("\"verdict\":\"gone\"")
        .doesNotContain("\"verdict\":\"keep\"")
        .doesNotContain("\"kind\":\"option\"");
  }

  @Test
  void linkIsGoodOnce_andWithoutTheCookieNothingIsShown() throws Exception {
    String path = link.substring(link.indexOf("/enter"));
    HttpResponse<String> again = get(path);
    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(again.body()).contains("start the command again");
    for (String place : List.of("/", "/decide", "/decide.json", "/decide.csv", "/item", "/x")) {
      assertThat(get(place).statusCode()).as(place).isEqualTo(403);
      assertThat(get(place).body()).doesNotContain("vcluster create");
      assertThat(get(place, "Cookie", cookie + "x").statusCode()).isEqualTo(403);
    }
    assertThat(get("/enter?key=", "Cookie", "a=b").statusCode()).isEqualTo(403);
    assertThat(get("/nothing", "Cookie", cookie).statusCode()).isEqualTo(404);
    assertThat(get("/decide.xml", "Cookie", cookie).statusCode()).isEqualTo(404);
    assertThat(get("/item?kind=option&name=x", "Cookie", cookie).statusCode()).isEqualTo(404);
  }

  @Test
  void proxy_isKnownByItsToken() throws Exception {
    assertThat(get("/decide", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    for (String wrong : List.of("Bearer " + TOKEN + "x", "Bearer ", "Basic " + TOKEN, TOKEN)) {
      assertThat(get("/decide", "Authorization", wrong).statusCode()).as(wrong).isEqualTo(403);
    }
  }

  @Test
  void pictures_areOfTheFleet() throws Exception {
    Path pictures = Files.createDirectories(Path.of("target/pictures"));
    chromium.look(1280, 860, "light", "screen");
    for (String page : List.of("/", "/item?kind=option&name=vcluster+connect+--update-current")) {
      driver().get(url(page));
      byte[] picture = driver().getScreenshotAs(OutputType.BYTES);
      assertThat(picture).hasSizeBetween(10_000, 200_000);
      Files.write(
          pictures.resolve(page.equals("/") ? "dashboard.png" : "dashboard-item.png"), picture);
    }
  }

  @Test
  void requestsFromElsewhere_areRefused() throws Exception {
    assertThat(send("GET / HTTP/1.1\r\nHost: evil.example:" + port + "\r\n")).contains(" 421 ");
    assertThat(send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")).contains(" 421 ");
    assertThat(send("GET /style.css HTTP/1.1\r\nHost: evil.example\r\n")).contains(" 421 ");
    assertThat(send("GET / HTTP/1.0\r\n")).contains(" 421 ");
    String own = "\r\nHost: 127.0.0.1:" + port + "\r\n";
    assertThat(send("GET / HTTP/1.1" + own)).contains(" 200 ");
    for (String site : List.of("cross-site", "same-site", "")) {
      assertThat(send("GET / HTTP/1.1" + own + "Sec-Fetch-Site: " + site + "\r\n"))
          .as(site)
          .contains(" 403 ");
    }
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")) {
      assertThat(send(method + " / HTTP/1.1" + own + "Content-Length: 0\r\n"))
          .as(method)
          .contains(" 405 ");
    }
    assertThat(send("HEAD /decide HTTP/1.1" + own)).contains(" 200 ").doesNotContain("<html");
    assertThat(send("GET /decide?q=%ff%zz HTTP/1.1" + own)).contains(" 400 ");
    assertThat(send("GET /decide?q=" + "x".repeat(9000) + " HTTP/1.1" + own)).contains(" 414 ");
    assertThat(send("GET /decide?page=999999&sort=%00&verdict=%F0%9F%98%80 HTTP/1.1" + own))
        .contains(" 200 ");
  }

  /** A request with the cookie, as no library would send it; all that is answered. */
  private String send(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = head + "Cookie: " + cookie + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void addressesThatOthersReach_areRefused() throws Exception {
    for (String host : List.of("0.0.0.0", "::", "10.1.2.3", "1.2.3.4.5", "example.org", "")) {
      assertThat(backend.run("dashboard", "--host", host, "--data", backend.data().toString()))
          .as(host)
          .isEqualTo(2);
    }
    assertThat(backend.log())
        .contains("--host: 0.0.0.0 can be reached from elsewhere")
        // What only looks like an address is not asked of a name server.
        .contains("--host: 1.2.3.4.5 can be reached from elsewhere")
        .contains("--host: example.org can be reached from elsewhere");
    assertThat(backend.log()).doesNotContain(cookie.substring(cookie.indexOf('=') + 1));
  }
}
