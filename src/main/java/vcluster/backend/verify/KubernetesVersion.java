package vcluster.backend.verify;

/** What an API server says of itself; empty strings where the client said nothing. */
public record KubernetesVersion(String major, String minor, String gitVersion) {}
