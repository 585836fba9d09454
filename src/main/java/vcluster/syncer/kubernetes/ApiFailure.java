package vcluster.syncer.kubernetes;

/** What can be wrong with an API server: how it is said, what to do about it, and its end. */
enum ApiFailure {
  UNREACHABLE(
      "can't be reached", "what changes meanwhile is recorded once it answers", "answers again"),
  FAILING("fails", "what changes meanwhile is recorded once it answers", "works again"),
  UNAUTHORIZED(
      "does not accept the credentials",
      "renew the token or the kubeconfig",
      "accepts the credentials again"),
  FORBIDDEN("forbids to", "grant it in the Role, or live without what it tells", "allows again to");

  private final String beginning;
  private final String remedy;
  private final String end;

  ApiFailure(String beginning, String remedy, String end) {
    this.beginning = beginning;
    this.remedy = remedy;
    this.end = end;
  }

  /** What the server does, to follow its name. */
  String beginning() {
    return beginning;
  }

  String remedy() {
    return remedy;
  }

  /** What the server does when the trouble is over, to follow its name. */
  String end() {
    return end;
  }
}
