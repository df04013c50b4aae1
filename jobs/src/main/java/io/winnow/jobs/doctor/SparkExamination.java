package io.winnow.jobs.doctor;

import io.winnow.model.Precision;
import io.winnow.model.Torch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Spark, and whether its executors can load the natives. */
record SparkExamination(Supplier<SparkSession> spark) implements Examination {

  /** Some for each core of a small cluster; one executor's answer is as good as another's. */
  private static final int TASKS = 32;

  @Override
  public String subject() {
    return "Spark";
  }

  @Override
  public List<Finding> examine() {
    SparkSession session = spark.get();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            subject(),
            "%s at %s, %d tasks at a time"
                .formatted(
                    session.version(),
                    session.sparkContext().master(),
                    session.sparkContext().defaultParallelism())));
    List<String> executors =
        session
            .range(0, TASKS, 1, TASKS)
            .mapPartitions(
                (MapPartitionsFunction<Long, String>) SparkExamination::executor, Encoders.STRING())
            .distinct()
            .sort("value")
            .collectAsList();
    executors.forEach(it -> findings.add(Finding.good("Executor", it)));
    return findings;
  }

  /** Runs on an executor. */
  private static Iterator<String> executor(Iterator<Long> ignored) {
    return List.of(
            "%s on %s: libtorch %s, %s"
                .formatted(
                    SparkEnv.get().executorId(),
                    SparkEnv.get().blockManager().blockManagerId().host(),
                    Torch.version(),
                    Precision.AUTO.on(Torch.defaultDevice()).name().toLowerCase(Locale.ROOT)))
        .iterator();
  }
}
