package vcluster.backend.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.store.Stored;
import vcluster.backend.verify.Verdict;
import vcluster.backend.verify.Verdict.Rejection;

/**
 * What became of the events of a request. A syncer's upload counts as its events, or as one if it
 * has none.
 */
record IngestResponse(int accepted, int duplicates, List<Rejection> rejected) {
  /** How many rejections an answer lists. */
  private static final int MAX_LISTED = 100;

  static IngestResponse of(List<Stored> stored, Verdict.Accepted verdict) {
    int accepted = 0;
    int duplicates = 0;
    List<Rejection> rejected = new ArrayList<>(verdict.rejected());
    for (int i = 0; i < stored.size(); i++) {
      Incoming incoming = verdict.incoming().get(i);
      int weight = incoming.eventCount();
      switch (stored.get(i)) {
        case ACCEPTED -> accepted += weight;
        case DUPLICATE -> duplicates += weight;
        case ERASED ->
            rejected.add(new Rejection(index(incoming, i, verdict.rejected()), "", "erased"));
      }
    }
    return new IngestResponse(accepted, duplicates, rejected);
  }

  /** How many events a request brought, valid or not. */
  static int eventCount(Verdict.Accepted verdict) {
    return verdict.rejected().size()
        + verdict.incoming().stream().mapToInt(Incoming::eventCount).sum();
  }

  /** The place in the request, where the rejected events had places too. */
  private static int index(Incoming incoming, int nth, List<Rejection> rejected) {
    int index = nth;
    for (Rejection other : rejected) {
      index += !(incoming instanceof SyncerUpload) && other.index() <= index ? 1 : 0;
    }
    return index;
  }

  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("accepted", accepted).put("duplicates", duplicates);
    ArrayNode list = json.putArray("rejected");
    for (Rejection rejection : rejected.subList(0, Math.min(rejected.size(), MAX_LISTED))) {
      list.addObject()
          .put("index", rejection.index())
          .put("path", rejection.path())
          .put("reason", rejection.reason());
    }
    return json.toString();
  }
}
