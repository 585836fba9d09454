package vcluster.syncer;

/**
 * What an API server says of itself at {@code /version}.
 *
 * @param gitVersion such as {@code v1.31.2}
 */
public record KubernetesVersion(String major, String minor, String gitVersion) {}
