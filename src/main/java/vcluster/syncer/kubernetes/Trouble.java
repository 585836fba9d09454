package vcluster.syncer.kubernetes;

/** What can be wrong with an API server, and what to do about it. */
enum Trouble {
  UNREACHABLE("can't be reached", "what happens there meanwhile is made up for once it answers"),
  FAILING("fails", "what happens there meanwhile is made up for once it answers"),
  UNAUTHORIZED("does not accept the credentials", "renew the token or the kubeconfig"),
  FORBIDDEN("forbids", "grant it in the Role, or live without what it tells");

  private final String what;
  private final String remedy;

  Trouble(String what, String remedy) {
    this.what = what;
    this.remedy = remedy;
  }

  /** What the server does, to follow its name. */
  String what() {
    return what;
  }

  String remedy() {
    return remedy;
  }
}
