package vcluster.backend.http;

import java.util.ArrayList;
import java.util.List;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.store.Stored;
import vcluster.backend.verify.Rejection;
import vcluster.backend.verify.Verdict;

/**
 * What became of a body's events. An upload of a syncer counts as its events, and as one if it has
 * none.
 */
record IngestResponse(int accepted, int duplicates, List<Rejection> rejected) {
  /** No answer lists more. */
  private static final int MAX_LISTED = 100;

  static IngestResponse of(List<Stored> stored, Verdict.Sound sound) {
    int accepted = 0;
    int duplicates = 0;
    List<Rejection> rejected = new ArrayList<>(sound.rejected());
    for (int i = 0; i < stored.size(); i++) {
      Incoming incoming = sound.incoming().get(i);
      int weight = weight(incoming);
      switch (stored.get(i)) {
        case ACCEPTED -> accepted += weight;
        case DUPLICATE -> duplicates += weight;
        case ERASED ->
            rejected.add(new Rejection(index(incoming, i, sound.rejected()), "", "erased"));
      }
    }
    return new IngestResponse(accepted, duplicates, rejected);
  }

  private static int weight(Incoming incoming) {
    return incoming instanceof SyncerUpload upload ? Math.max(1, upload.events().size()) : 1;
  }

  /** Where it was in the request, in which those that were rejected had places too. */
  private static int index(Incoming incoming, int nth, List<Rejection> rejected) {
    int index = nth;
    for (Rejection other : rejected) {
      index += !(incoming instanceof SyncerUpload) && other.index() <= index ? 1 : 0;
    }
    return index;
  }

  String json() {
    StringBuilder list = new StringBuilder("[");
    for (Rejection rejection : rejected.subList(0, Math.min(rejected.size(), MAX_LISTED))) {
      list.append(list.length() > 1 ? "," : "")
          .append(
              new JsonObject()
                  .number("index", rejection.index())
                  .text("path", rejection.path())
                  .text("reason", rejection.reason())
                  .end());
    }
    return new JsonObject()
        .number("accepted", accepted)
        .number("duplicates", duplicates)
        .raw("rejected", list.append(']').toString())
        .end();
  }
}
