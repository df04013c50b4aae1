package io.winnow.spark.gpu;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * How Spark's settings distribute tasks over GPUs, computed before any work starts.
 *
 * @param problems settings that Spark refuses, that it silently ignores, or that let a GPU idle;
 *     empty: the plan holds
 * @param sentence for a job's summary, such as {@code 4 tasks share each GPU}
 * @param device the kind of device that tasks compute on
 */
public record GpuPlan(List<Problem> problems, String sentence, Device device) {

  public GpuPlan {
    problems = List.copyOf(problems);
  }

  public record Problem(String key, String message) {
    @Override
    public String toString() {
      return key + ": " + message;
    }
  }

  /** Reads the plan from Spark's settings; Spark need not run. */
  public static GpuPlan of(SparkConf conf) {
    return new Reader(conf).plan();
  }

  private static final class Reader {

    private static final String MASTER = "spark.master";
    private static final String CORES = "spark.executor.cores";
    private static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
    private static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";
    private static final String TASK_CPUS = "spark.task.cpus";
    private static final String DISCOVERY = "spark.executor.resource.gpu.discoveryScript";
    private static final String DISCOVERY_PLUGIN = "spark.resources.discoveryPlugin";
    private static final String VENDOR = "spark.executor.resource.gpu.vendor";

    private static final Pattern LOCAL_CLUSTER =
        Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,\\s*\\d+\\s*\\]");

    /** Spark's limit for shares of a GPU; above it only whole ones. */
    private static final double LARGEST_SHARE = 0.5;

    private final SparkConf conf;
    private final String master;
    private final boolean isYarn;
    private final boolean isKubernetes;
    private final List<Problem> problems = new ArrayList<>();
    private final double gpus;
    private final double amount;

    Reader(SparkConf conf) {
      this.conf = conf;
      this.master = conf.get(MASTER, "local[*]");
      this.isYarn = master.equals("yarn");
      this.isKubernetes = master.startsWith("k8s://");
      this.gpus = amount(EXECUTOR_AMOUNT);
      this.amount = amount(TASK_AMOUNT);
    }

    /** 0 where nothing is set, which Spark takes for the same. */
    private double amount(String key) {
      String text = conf.get(key, "0").strip();
      try {
        double value = Double.parseDouble(text);
        if (value >= 0 && Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      problem(key, "must be a number, 0 or above, not '%s'".formatted(text));
      return 0;
    }

    private void problem(String key, String message) {
      problems.add(new Problem(key, message));
    }

    GpuPlan plan() {
      String sentence = "tasks compute on the processor";
      if (problems.isEmpty() && (gpus > 0 || amount > 0)) {
        // Threads of the driver; local-cluster[...] is Spark's own cluster, for tests.
        if (master.startsWith("local") && !master.startsWith("local-cluster[")) {
          problem(
              gpus > 0 ? EXECUTOR_AMOUNT : TASK_AMOUNT,
              "has no effect with %s=%s: Spark gives out no GPUs in local mode. Start a standalone cluster on this machine (conf/spark-defaults-standalone-gpu.conf), or remove the setting"
                  .formatted(MASTER, master));
        } else {
          sentence = sharing(sentence);
        }
      }
      boolean onGpus = problems.isEmpty() && gpus > 0;
      return new GpuPlan(problems, sentence, onGpus ? Device.gpu() : Device.cpu());
    }

    private String sharing(String sentence) {
      checkAmounts();
      checkDiscovery();
      OptionalInt slots = slots();
      if (gpus == 0 || gpus != Math.rint(gpus) || slots.isPresent() && slots.getAsInt() == 0) {
        return sentence;
      }
      if (amount == 0) {
        GpuSharing one = new GpuSharing((int) gpus, 1, slots.orElse((int) gpus));
        problem(
            TASK_AMOUNT,
            "is not set: executors have %d GPU%s, but tasks would not ask for any and compute on the processor. Set it to %s"
                .formatted(one.gpus(), one.gpus() == 1 ? "" : "s", one.best().share()));
        return sentence;
      }
      if (!problems.isEmpty()) {
        return sentence;
      }
      int tasksPerGpu = (int) Math.floor(1 / amount);
      if (slots.isEmpty()) {
        return sentence(tasksPerGpu)
            + "; with %s set, Winnow could say whether the cores fit that".formatted(CORES);
      }
      GpuSharing sharing = new GpuSharing((int) gpus, tasksPerGpu, slots.getAsInt());
      checkIdle(sharing);
      return sentence(sharing.sharing()) + advice(sharing);
    }

    private void checkAmounts() {
      if (gpus != Math.rint(gpus)) {
        problem(
            EXECUTOR_AMOUNT,
            "must be a whole number, not %s: an executor has GPUs of its own. Let its tasks share one by %s"
                .formatted(text(gpus), TASK_AMOUNT));
      } else if (gpus == 0) {
        problem(
            TASK_AMOUNT,
            "each task asks for %s, but executors have no GPU: set %s=1, or remove the setting"
                .formatted(text(amount), EXECUTOR_AMOUNT));
      } else if (amount > gpus) {
        problem(
            TASK_AMOUNT,
            "each task asks for %s, more than the %s of an executor, so that none could start: set it to 1 or less"
                .formatted(text(amount), text(gpus)));
      }
      if (amount > LARGEST_SHARE && amount != Math.rint(amount)) {
        problem(
            TASK_AMOUNT,
            "must be 1, or a share of at most %s for several tasks on a GPU, not %s"
                .formatted(LARGEST_SHARE, text(amount)));
      } else if (amount > 1 && amount <= gpus) {
        problem(
            TASK_AMOUNT,
            "must be at most 1, not %s: a task uses one GPU, so its other GPUs would be idle"
                .formatted(text(amount)));
      }
    }

    /** A worker of a standalone cluster finds its GPUs itself; other managers' executors must. */
    private void checkDiscovery() {
      boolean itself = isYarn || isKubernetes;
      if (gpus > 0 && itself && !conf.contains(DISCOVERY) && !conf.contains(DISCOVERY_PLUGIN)) {
        problem(
            DISCOVERY,
            "is not set, so executors can't find their GPUs: name a script that exists on every"
                + " machine, such as conf/get-gpus.sh");
      }
      if (gpus > 0 && isKubernetes && !conf.contains(VENDOR)) {
        problem(VENDOR, "is not set, which Kubernetes needs to name the resource: nvidia.com");
      }
    }

    /** Tasks at once in an executor, by its cores; empty where those are unknown. */
    private OptionalInt slots() {
      OptionalInt cores = cores();
      int cpus = conf.getInt(TASK_CPUS, 1);
      if (cores.isEmpty() || cpus < 1) {
        return OptionalInt.empty();
      }
      int slots = cores.getAsInt() / cpus;
      if (slots == 0) {
        problem(
            TASK_CPUS,
            "each task asks for %d cores, more than the %d of an executor (%s)"
                .formatted(cpus, cores.getAsInt(), CORES));
      }
      return OptionalInt.of(slots);
    }

    /** Cores of an executor; empty where each takes all that its worker has. */
    private OptionalInt cores() {
      Matcher localCluster = LOCAL_CLUSTER.matcher(master);
      if (conf.contains(CORES)) {
        return OptionalInt.of(conf.getInt(CORES, 1));
      }
      if (localCluster.matches()) {
        return OptionalInt.of(Integer.parseInt(localCluster.group(1)));
      }
      return isYarn || isKubernetes ? OptionalInt.of(1) : OptionalInt.empty();
    }

    private void checkIdle(GpuSharing sharing) {
      if (sharing.idleGpus() == 0) {
        return;
      }
      String idle =
          "%d of the %d GPUs of an executor would idle: its cores run %d tasks at once, and a GPU takes %d. "
              .formatted(
                  sharing.idleGpus(), sharing.gpus(), sharing.tasks(), sharing.tasksPerGpu());
      if (sharing.tasksByCores() < sharing.gpus()) {
        problem(
            EXECUTOR_AMOUNT,
            idle
                + "Set it to %d, or give executors at least %d cores (%s)"
                    .formatted(
                        sharing.tasksByCores(), sharing.gpus() * conf.getInt(TASK_CPUS, 1), CORES));
      } else {
        problem(TASK_AMOUNT, idle + "Set it to " + sharing.best().share());
      }
    }

    private static String advice(GpuSharing sharing) {
      if (sharing.idleSlots() > 0) {
        GpuSharing best = sharing.best();
        String wayOut =
            best.tasks() > sharing.tasks()
                ? " (%s=%s lets in %d)".formatted(TASK_AMOUNT, best.share(), best.tasks())
                : "";
        return "; an executor's cores could run %d at once, its GPUs have room for %d%s"
            .formatted(sharing.tasksByCores(), sharing.tasks(), wayOut);
      }
      if (sharing.sharing() < sharing.tasksPerGpu()) {
        return "; %d would fit, an executor's cores run %d at once"
            .formatted(sharing.tasksPerGpu(), sharing.tasksByCores());
      }
      return "";
    }

    private static String sentence(int sharing) {
      return sharing == 1
          ? "each task has a GPU of its own"
          : "%d tasks share each GPU".formatted(sharing);
    }

    private static String text(double amount) {
      return amount == Math.rint(amount) ? Long.toString((long) amount) : Double.toString(amount);
    }
  }
}
