package vcluster.cli.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import vcluster.cli.Advice;
import vcluster.consent.Finding;
import vcluster.outbox.Undelivered;
import vcluster.upload.Route;

/** {@code status -o json}: a stable format, described in docs/formats.md. */
final class StatusJson {
  private StatusJson() {}

  static ObjectNode of(StatusReport report) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("enabled", report.decision().on());
    json.put(
        "decidedBy",
        report.decision().decidedBy().map(finding -> finding.source().name()).orElse(null));
    addSources(json.putArray("sources"), report);
    addRoute(json, report.route());
    ObjectNode waiting = json.putObject("waiting");
    waiting.put("events", report.waiting().events());
    Long oldest = report.waiting().oldest();
    waiting.put("oldest", oldest == null ? null : Inspection.text(oldest));
    Undelivered drops = report.waiting().drops();
    json.putObject("notDelivered")
        .put("overflow", drops.overflow())
        .put("expired", drops.expired())
        .put("refused", drops.refused());
    addLastUpload(json, report);
    report
        .fault()
        .ifPresentOrElse(
            fault ->
                json.putObject("lastFault")
                    .put("time", Inspection.text(fault.time()))
                    .put("text", fault.text()),
            () -> json.putNull("lastFault"));
    json.put(
        "nextUploadNotBefore",
        report.nextUpload().flatMap(NextUpload::notBefore).map(Inspection::text).orElse(null));
    json.put(
        "nextUploadAwaitsNotice", report.nextUpload().filter(NextUpload::awaitsNotice).isPresent());
    json.put("problem", report.advice().map(Advice::problem).orElse(null));
    json.put("remedy", report.advice().flatMap(Advice::remedy).orElse(null));
    return json;
  }

  private static void addSources(ArrayNode sources, StatusReport report) {
    Inspection inspection = report.inspection();
    for (Finding finding : report.decision().findings()) {
      sources
          .addObject()
          .put("source", finding.source().name())
          .put("name", inspection.consent().name(finding))
          .put("answer", finding.answer().name().toLowerCase(Locale.ROOT))
          .put("detail", finding.detail());
    }
  }

  private static void addRoute(ObjectNode json, Route route) {
    if (route instanceof Route.Open open) {
      json.put("endpoint", open.endpoint().toString());
      json.put("proxy", open.way().proxy().orElse(null));
      json.putNull("blocked");
    } else {
      json.putNull("endpoint").putNull("proxy").put("blocked", ((Route.Closed) route).reason());
    }
  }

  private static void addLastUpload(ObjectNode json, StatusReport report) {
    report
        .lastUpload()
        .ifPresentOrElse(
            request ->
                json.putObject("lastUpload")
                    .put("time", Inspection.text(request.time()))
                    .put("events", request.events())
                    .put("answer", request.answer())
                    .put("status", request.status()),
            () -> json.putNull("lastUpload"));
  }
}
