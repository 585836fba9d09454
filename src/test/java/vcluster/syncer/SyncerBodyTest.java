package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import vcluster.consent.TelemetryConfig;
import vcluster.machine.GoPlatform;
import vcluster.testing.Vectors;

/** Golden bodies, byte for byte. */
class SyncerBodyTest {
  private static final OptionalLong FIRST = OptionalLong.empty();
  private static final long MICROS = 1_681_418_584_841_756L;

  /**
   * The sample lost the quotes inside {@code syncerFlags} (docs/protocol.md#the-syncer-payload).
   */
  @Test
  void publishedExample_isRebuiltFromItsFacts() throws IOException {
    String published = Vectors.text("docs-syncer-payload.json");
    String repaired =
        published
            .replace("{setFlags:", "{\\\"setFlags\\\":")
            .replace(",controllers:", ",\\\"controllers\\\":");
    JsonNode json = new ObjectMapper().readTree(published);
    String creatorUid = json.at("/instanceProperties/instanceCreatorUID").textValue();
    ClusterFacts facts =
        new ClusterFacts(
            "7629e852-34d9-4fa6-8fc7-4c0423b5c44b",
            "{\"setFlags\":{\"node-selector\":true},\"controllers\":[\"hoststorageclasses\"]}",
            "NodePort",
            Optional.of(new ClusterFacts.Version("1", "26", "v1.26.0+k3s1")),
            Optional.of(new ClusterFacts.Version("1", "25", "v1.25.3")));
    List<SyncerEvent> events =
        List.of(
            Events.plain(EventType.SYNCER_STARTED, 1_681_418_584_841_756L),
            Events.plain(EventType.LEADERSHIP_STARTED, 1_681_418_585_169_754L),
            Events.sync(1_681_418_812_947_320L, 0, "", "v1", "ConfigMap"),
            Events.sync(1_681_418_812_968_426L, 21, "", "v1", "Pod"));

    String body =
        new SyncerBody(
                new SyncerIdentity("vclusterctl", creatorUid, "amd64", "linux", "v0.15.0"),
                json.get("token").textValue())
            .of(facts, events, FIRST);

    assertThat(body).isEqualTo(repaired);
  }

  @Test
  void emptyInstance_hasItsPropertiesAllTheSame() {
    assertThat(new SyncerBody(Events.NOBODY, "T").of(ClusterFacts.NONE, List.of(), FIRST))
        .isEqualTo("{\"instanceProperties\":{},\"token\":\"T\"}");
  }

  @Test
  void secondUpload_saysHowLongAgoTheFirstWas() {
    SyncerBody form = new SyncerBody(Events.NOBODY, "T");

    assertThat(form.of(ClusterFacts.NONE, List.of(), OptionalLong.of(300_012)))
        .isEqualTo("{\"instanceProperties\":{},\"timeSinceLastUpload\":300012,\"token\":\"T\"}");
    assertThat(form.of(ClusterFacts.NONE, List.of(), OptionalLong.of(0)))
        .isEqualTo("{\"instanceProperties\":{},\"timeSinceLastUpload\":0,\"token\":\"T\"}");
  }

  @Test
  void failure_hasAReasonAndNoSuccess() {
    Gvk gvk = new Gvk("networking.k8s.io", "v1", "Ingress");
    SyncerEvent failure = new SyncerEvent(EventType.RESOURCE_SYNC, MICROS, false, 0, "sync", gvk);

    assertThat(new SyncerBody(Events.NOBODY, "T").of(ClusterFacts.NONE, List.of(failure), FIRST))
        .isEqualTo(
            "{\"instanceProperties\":{},\"events\":[{\"type\":\"ResourceSync\","
                + "\"time\":1681418584841756,\"errors\":\"sync\",\"group\":\"networking.k8s.io\","
                + "\"version\":\"v1\",\"kind\":\"Ingress\"}],\"token\":\"T\"}");
  }

  @Test
  void everyType_hasItsNameOnTheWire() {
    List<SyncerEvent> events =
        List.of(
            Events.plain(EventType.LEADERSHIP_STOPPED, MICROS),
            Events.plain(EventType.API_REQUEST, 0));

    assertThat(new SyncerBody(Events.NOBODY, "T").of(ClusterFacts.NONE, events, FIRST))
        .isEqualTo(
            "{\"instanceProperties\":{},\"events\":[{\"type\":\"EventLeadershipStopped\","
                + "\"time\":1681418584841756},{\"type\":\"APIRequest\"}],\"token\":\"T\"}");
  }

  @Test
  void versionThatIsKnown_hasAllItsFields_escapedAsInGo() {
    ClusterFacts facts =
        new ClusterFacts(
            "", "", "", Optional.empty(), Optional.of(new ClusterFacts.Version("", "", "v1<&>")));

    assertThat(new SyncerBody(Events.NOBODY, "T").of(facts, List.of(), FIRST))
        .isEqualTo(
            "{\"instanceProperties\":{\"hostKubernetesVersion\":{\"major\":\"\",\"minor\":\"\","
                + "\"gitVersion\":\"v1\\u003c\\u0026\\u003e\"}},\"token\":\"T\"}");
  }

  @Test
  void creator_isWhatTheChartSays() {
    GoPlatform platform = new GoPlatform("linux", "arm64");
    TelemetryConfig both =
        given("{\"instanceCreator\":\"x\",\"instanceCreatorUID\":\"u\",\"machineID\":\"m\"}");
    TelemetryConfig machine = given("{\"machineID\":\"m\"}");

    assertThat(SyncerIdentity.of(both, platform, "v1"))
        .isEqualTo(new SyncerIdentity("x", "u", "arm64", "linux", "v1"));
    assertThat(SyncerIdentity.of(machine, platform, "").creatorUid()).isEqualTo("m");
  }

  private static TelemetryConfig given(String json) {
    return TelemetryConfig.of(Map.of(TelemetryConfig.VARIABLE, json));
  }
}
