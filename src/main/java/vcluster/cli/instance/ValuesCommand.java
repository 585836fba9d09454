package vcluster.cli.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.helm.ChartGeneration;
import vcluster.helm.Yaml;

/** {@code telemetry values}: the helm values that pass the choice on, made for pipes. */
public final class ValuesCommand implements Action {
  @Override
  public int run(Invocation invocation) {
    ChartGeneration generation = ChartOptions.generation(invocation);
    ChartOptions.warn(invocation, generation);
    ObjectNode values = generation.helmValues(CreatorIdentity.of(invocation));
    boolean json = invocation.option("--output", "yaml").equals("json");
    invocation
        .surroundings()
        .out()
        .print(json ? values.toPrettyString() + "\n" : Yaml.write(values));
    return 0;
  }
}
