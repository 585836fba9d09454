package vcluster.build.completion;

/** The shells, each with its way to quote a word and to write the branches of a case. */
enum Shell {
  BASH("script.bash", "", ")", "  ;;") {
    @Override
    String quote(String text) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
  },
  ZSH("script.zsh", "", ")", "  ;;") {
    @Override
    String quote(String text) {
      return BASH.quote(text);
    }
  },
  FISH("script.fish", "case ", "", "") {
    @Override
    String quote(String text) {
      return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
  },
  POWERSHELL("script.ps1", "", " {", "}") {
    /** Typographic quotes end a string there too. */
    @Override
    String quote(String text) {
      String quoted = text;
      for (String quote : new String[] {"'", "\u2018", "\u2019", "\u201a", "\u201b"}) {
        quoted = quoted.replace(quote, quote + quote);
      }
      return "'" + quoted + "'";
    }
  };

  private final String template;
  private final String beforeBranch;
  private final String behindBranch;
  private final String branchEnd;

  Shell(String template, String beforeBranch, String behindBranch, String branchEnd) {
    this.template = template;
    this.beforeBranch = beforeBranch;
    this.behindBranch = behindBranch;
    this.branchEnd = branchEnd;
  }

  /** The text as a word that the shell takes literally. */
  abstract String quote(String text);

  /** The name of the file with the fixed part of the script. */
  String template() {
    return template;
  }

  /** The line that begins the branch for {@code text}. */
  String branch(String text) {
    return beforeBranch + quote(text) + behindBranch;
  }

  /** The line that ends a branch; empty if there is none. */
  String branchEnd() {
    return branchEnd;
  }
}
