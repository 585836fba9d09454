package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Until there is one that knows which words are known: keeps nothing. */
public final class StrictRedaction implements Redaction {
  @Override
  public RedactedCommand command(List<String> raw) {
    return new RedactedCommand("vcluster *", "");
  }

  @Override
  public String error(String raw) {
    return raw.isEmpty() ? "" : "other";
  }

  @Override
  public String severity(String raw) {
    return error(raw);
  }

  @Override
  public String userId(String raw) {
    return error(raw);
  }

  @Override
  public String helmKeys(JsonNode values) {
    return "";
  }

  @Override
  public String setFlags(String raw) {
    return "";
  }

  @Override
  public String controllers(String raw) {
    return "";
  }
}
