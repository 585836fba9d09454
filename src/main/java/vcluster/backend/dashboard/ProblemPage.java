package vcluster.backend.dashboard;

/** What is wrong, and what to do. */
public record ProblemPage(PageFrame frame, String text) {}
