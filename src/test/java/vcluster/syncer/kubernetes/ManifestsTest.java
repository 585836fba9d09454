package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.VclusterObjects;

/** The manifests are what Kubernetes takes, and grant what is used: no less, and no more. */
class ManifestsTest {
  private static final Path FOLDER = Path.of("src/dist/kubernetes");
  private static final String NAMESPACE = "team-x";

  private static final ObjectMapper STRICT =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new WithoutAnySetters());

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "ServiceAccount", ServiceAccount.class,
          "Role", Role.class,
          "RoleBinding", RoleBinding.class,
          "Deployment", Deployment.class,
          "StatefulSet", StatefulSet.class);

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void theParserOfThisTest_isStrict() {
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(() -> parse("apiVersion: v1\nkind: ServiceAccount\nmetadate: {}\n"));
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(() -> parse("apiVersion: v1\nkind: Role\nkind: Role\n"));
  }

  @Test
  void manifests_areTakenByAnApiServer() throws IOException {
    List<HasMetadata> objects = new ArrayList<>(read("rbac.yaml"));
    objects.addAll(read("deployment.yaml"));

    for (HasMetadata object : objects) {
      scene.host().put(object);
    }

    for (HasMetadata object : objects) {
      assertThat(object.getMetadata().getNamespace()).isEqualTo(NAMESPACE);
      assertThat(scene.host().admin().resource(object).get()).as(object.getKind()).isNotNull();
    }
  }

  @Test
  void theBinding_bindsTheRoleToThePodsAccounts() throws IOException {
    RoleBinding binding = only(RoleBinding.class, "rbac.yaml");
    Role role = only(Role.class, "rbac.yaml");
    ServiceAccount account = only(ServiceAccount.class, "rbac.yaml");
    Deployment deployment = only(Deployment.class, "deployment.yaml");

    assertThat(binding.getRoleRef().getName()).isEqualTo(role.getMetadata().getName());
    assertThat(binding.getSubjects())
        .extracting("name")
        .containsExactly(account.getMetadata().getName(), "vc-my-vcluster");
    assertThat(deployment.getSpec().getTemplate().getSpec().getServiceAccountName())
        .isEqualTo(account.getMetadata().getName());
  }

  @Test
  void theRole_grantsExactlyWhatIsAsked() throws IOException {
    Set<String> granted = new TreeSet<>();
    for (PolicyRule rule : only(Role.class, "rbac.yaml").getRules()) {
      grants(rule).forEach(granted::add);
    }

    Scene.facts(scene.observeAs("my-vcluster", NAMESPACE));
    scene.awaitHostWatches();

    Set<String> asked = new TreeSet<>();
    for (String path : scene.host().script().requests()) {
      if (!path.equals("/version")) {
        asked.add(asked(path));
      }
    }
    assertThat(asked).isEqualTo(granted);
  }

  @Test
  void theSidecar_joinsThePod() throws IOException {
    StatefulSet patch = only(StatefulSet.class, "sidecar.yaml");
    HasMetadata vcluster = VclusterObjects.statefulSet(List.of(), List.of("--name=my"));
    vcluster.getMetadata().setName("my-vcluster");
    vcluster.getMetadata().setNamespace(NAMESPACE);
    scene.host().put(vcluster);

    StatefulSet merged =
        scene
            .host()
            .admin()
            .apps()
            .statefulSets()
            .inNamespace(NAMESPACE)
            .withName(patch.getMetadata().getName())
            .patch(PatchContext.of(PatchType.JSON_MERGE), patch);

    assertThat(merged.getSpec().getTemplate().getSpec().getContainers())
        .extracting(Container::getName)
        .containsExactly("vcluster", "syncer", "telemetry");
  }

  @Test
  void containers_areLockedDown_andProbedWhereTheyListen() throws IOException {
    PodSpec own = only(Deployment.class, "deployment.yaml").getSpec().getTemplate().getSpec();
    PodSpec shared = only(StatefulSet.class, "sidecar.yaml").getSpec().getTemplate().getSpec();
    assertThat(own.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(shared.getContainers().get(0).getSecurityContext().getRunAsNonRoot()).isTrue();

    for (Container container : List.of(own.getContainers().get(0), shared.getContainers().get(0))) {
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(container.getResources().getLimits()).containsKey("memory");
      assertThat(container.getArgs()).contains("--health-port=8181", "--name=my-vcluster");
      assertThat(container.getPorts().get(0).getContainerPort()).isEqualTo(8181);
      for (Probe probe : List.of(container.getLivenessProbe(), container.getStartupProbe())) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo("/livez");
        assertThat(probe.getHttpGet().getPort())
            .isEqualTo(new IntOrString(container.getPorts().get(0).getName()));
      }
    }
  }

  /** As {@code verb group/resource} or {@code verb group/resource/name}. */
  private static List<String> grants(PolicyRule rule) {
    List<String> grants = new ArrayList<>();
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        for (String verb : rule.getVerbs()) {
          String what = verb + " " + group + "/" + resource;
          if (rule.getResourceNames().isEmpty()) {
            grants.add(what);
          }
          rule.getResourceNames().forEach(name -> grants.add(what + "/" + name));
        }
      }
    }
    return grants;
  }

  /** The same of a request; a list of one name is granted by that name. */
  private static String asked(String path) {
    URI uri = URI.create(path);
    String[] steps = uri.getPath().split("/");
    boolean core = steps[1].equals("api");
    int namespaces = core ? 3 : 4;
    assertThat(steps[namespaces]).isEqualTo("namespaces");
    assertThat(steps[namespaces + 1]).isEqualTo(NAMESPACE);
    String what = (core ? "" : steps[2]) + "/" + steps[namespaces + 2];
    if (steps.length > namespaces + 3) {
      return "get " + what + "/" + steps[namespaces + 3];
    }
    String query = URLDecoder.decode(uri.getRawQuery(), StandardCharsets.UTF_8);
    String verb = query.contains("watch=true") ? "watch " : "list ";
    int field = query.indexOf("metadata.name=");
    String name = field < 0 ? "" : "/" + query.substring(field + 14).replaceAll("&.*", "");
    return verb + what + name;
  }

  private static <T> T only(Class<T> kind, String file) throws IOException {
    List<T> found = read(file).stream().filter(kind::isInstance).map(kind::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<HasMetadata> read(String file) throws IOException {
    return parse(Files.readString(FOLDER.resolve(file)));
  }

  private static List<HasMetadata> parse(String yaml) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = STRICT.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNextValue()) {
        JsonNode document = documents.nextValue();
        Class<? extends HasMetadata> kind = KINDS.get(document.path("kind").textValue());
        objects.add(STRICT.treeToValue(document, kind));
      }
    }
    return objects;
  }

  /** fabric8's classes keep what they don't know; here that is a mistake. */
  private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }
}
