package vcluster.syncer;

/** The kinds of events and their names on the wire (docs/protocol.md#the-syncer-payload). */
public enum EventType {
  SYNCER_STARTED("SyncerStarted"),
  LEADERSHIP_STARTED("LeadershipStarted"),
  LEADERSHIP_STOPPED("EventLeadershipStopped"),
  RESOURCE_SYNC("ResourceSync"),
  API_REQUEST("APIRequest");

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire. */
  public String wireName() {
    return wireName;
  }
}
