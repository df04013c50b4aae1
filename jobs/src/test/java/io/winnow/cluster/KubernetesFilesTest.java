package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of {@code conf/kubernetes} against the classes that are generated from Kubernetes' own
 * schemas: a property that Kubernetes does not know fails.
 */
class KubernetesFilesTest {

  private static final Path FILES = Path.of("..", "conf", "kubernetes");
  private static final long USER = 185;

  /** What the types of the operator's API v1beta2 have, of which there is no artifact. */
  private static final Set<String> OPERATOR_KEYS =
      Set.of(
          "type",
          "mode",
          "sparkVersion",
          "image",
          "mainClass",
          "mainApplicationFile",
          "arguments",
          "restartPolicy",
          "timeToLiveSeconds",
          "sparkConf",
          "driver",
          "executor",
          "volumes");

  private static final Set<String> OPERATOR_POD_KEYS =
      Set.of(
          "instances",
          "cores",
          "memory",
          "memoryOverhead",
          "serviceAccount",
          "env",
          "podSecurityContext",
          "securityContext",
          "volumeMounts");

  private final ObjectMapper strict =
      JsonMapper.builder(new YAMLFactory()).annotationIntrospector(new NothingUnknown()).build();

  /** The classes have a place for anything: without it, Jackson's own check holds. */
  private static final class NothingUnknown extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  @Test
  void whatKubernetesDoesNotKnowFails() {
    assertThatThrownBy(() -> strict.readValue("kind: Pod\nspec:\n  container: []", Pod.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("\"container\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver", "executor"})
  void aPodOfSparkIsNobodysRootAndWritesToVolumesAlone(String role) throws IOException {
    PodSpec pod = read(role + "-pod.yaml", Pod.class).getSpec();

    assertThat(pod.getContainers())
        .extracting(Container::getName)
        .containsExactly("spark-kubernetes-" + role);
    requireConfined(pod);
  }

  @Test
  void aCronJobRunsRoundsOneAtATimeAndDoesNotRepeatWhatAPersonMustSee() throws IOException {
    CronJob job = read("cron-job.yaml", CronJob.class);
    JobSpec spec = job.getSpec().getJobTemplate().getSpec();
    PodSpec pod = spec.getTemplate().getSpec();
    Container container = pod.getContainers().get(0);

    assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    // Kubernetes refuses a podFailurePolicy with any other.
    assertThat(pod.getRestartPolicy()).isEqualTo("Never");
    assertThat(spec.getPodFailurePolicy().getRules())
        .filteredOn(rule -> rule.getAction().equals("FailJob"))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getOnExitCodes().getContainerName()).isEqualTo(container.getName());
              assertThat(rule.getOnExitCodes().getValues()).containsExactly(2, 3);
            });
    requireConfined(pod);
    requireWaitingIsNoFailure(container.getEnv());
  }

  @Test
  void theCronJobsContainerHasRoomForTheDriverOfTheSettings() throws IOException {
    SparkConf conf = settings();
    CronJob job = read("cron-job.yaml", CronJob.class);
    Container container =
        job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec().getContainers().get(0);

    assertThat(
            container.getResources().getLimits().get("memory").getNumericalAmount().longValueExact()
                >> 20)
        .isEqualTo(
            JavaUtils.byteStringAsMb(conf.get("spark.driver.memory"))
                + JavaUtils.byteStringAsMb(conf.get("spark.driver.memoryOverhead")));
    assertThat(container.getImage()).isEqualTo(conf.get("spark.kubernetes.container.image"));
  }

  @Test
  void theServiceAccountIsTheOneThatOthersName() throws IOException {
    MappingIterator<JsonNode> all =
        strict.readerFor(JsonNode.class).readValues(FILES.resolve("service-account.yaml").toFile());
    ServiceAccount account = strict.treeToValue(all.next(), ServiceAccount.class);
    Role role = strict.treeToValue(all.next(), Role.class);
    RoleBinding binding = strict.treeToValue(all.next(), RoleBinding.class);

    assertThat(all.hasNext()).isFalse();
    assertThat(binding.getRoleRef().getName()).isEqualTo(role.getMetadata().getName());
    assertThat(binding.getSubjects().get(0).getName())
        .isEqualTo(account.getMetadata().getName())
        .isEqualTo(settings().get("spark.kubernetes.authenticate.driver.serviceAccountName"));
  }

  @Test
  void theOperatorRunsTheSameRounds() throws IOException {
    JsonNode application = strict.readTree(FILES.resolve("spark-operator.yaml").toFile());
    JsonNode template = application.path("spec").path("template");

    assertThat(application.path("apiVersion").asText()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(application.path("spec").path("concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(template.fieldNames()).toIterable().isSubsetOf(OPERATOR_KEYS);
    assertThat(template.path("restartPolicy").path("type").asText()).isEqualTo("Never");
    List<Volume> volumes = all(template.path("volumes"), Volume.class);
    for (String role : List.of("driver", "executor")) {
      JsonNode pod = template.path(role);
      assertThat(pod.fieldNames()).toIterable().isSubsetOf(OPERATOR_POD_KEYS);
      PodSpec spec = new PodSpec();
      spec.setSecurityContext(
          strict.treeToValue(pod.path("podSecurityContext"), PodSecurityContext.class));
      Container container = new Container();
      container.setSecurityContext(
          strict.treeToValue(pod.path("securityContext"), SecurityContext.class));
      container.setVolumeMounts(all(pod.path("volumeMounts"), VolumeMount.class));
      spec.setContainers(List.of(container));
      spec.setVolumes(volumes);
      requireConfined(spec);
    }
    requireWaitingIsNoFailure(all(template.path("driver").path("env"), EnvVar.class));
  }

  private static void requireConfined(PodSpec pod) {
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(USER);
    for (Container container : pod.getContainers()) {
      SecurityContext security = container.getSecurityContext();
      assertThat(security.getReadOnlyRootFilesystem()).isTrue();
      assertThat(security.getAllowPrivilegeEscalation()).isFalse();
      assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(container.getVolumeMounts())
          .extracting(VolumeMount::getMountPath)
          .containsExactly("/tmp", "/opt/spark/work-dir");
      assertThat(container.getVolumeMounts())
          .extracting(VolumeMount::getName)
          .isSubsetOf(pod.getVolumes().stream().map(Volume::getName).toList());
    }
    assertThat(pod.getVolumes()).allMatch(it -> it.getEmptyDir().getSizeLimit() != null);
  }

  private static void requireWaitingIsNoFailure(List<EnvVar> environment) {
    assertThat(environment)
        .anyMatch(it -> it.getName().equals("WINNOW_WAITING") && it.getValue().equals("0"));
  }

  private <T> List<T> all(JsonNode nodes, Class<T> type) throws IOException {
    return strict.readerForListOf(type).readValue(strict.treeAsTokens(nodes));
  }

  private static SparkConf settings() throws IOException {
    Properties properties = new Properties();
    try (var in =
        Files.newBufferedReader(Path.of("..", "conf", "spark-defaults-kubernetes.conf"))) {
      properties.load(in);
    }
    SparkConf conf = new SparkConf(false);
    properties.stringPropertyNames().forEach(key -> conf.set(key, properties.getProperty(key)));
    return conf;
  }

  private <T> T read(String name, Class<T> type) throws IOException {
    return strict.readValue(FILES.resolve(name).toFile(), type);
  }
}
