"""Rounds of active learning with Winnow. Copy this file into Airflow's DAG folder and review each line.

The DAG hands a batch to the vendor, waits until some annotations are back, merges, trains, evaluates and selects the
next batch. `winnow round` runs every step that is due, so each run of this DAG has the same tasks. It is safe to run
again: finished steps are not repeated. If two runs start at once, one works and the other exits with 5.

For Airflow 2.6 or later, and Airflow 3, with the provider apache-spark 4.8 or later. Winnow's tests load this file with a
stand-in for both; they do not run Airflow.
"""

import json
import logging
import os
import re
import subprocess
from datetime import datetime, timedelta, timezone

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

try:
    from airflow.sdk import Param, PokeReturnValue, dag, task
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task
    from airflow.models.param import Param
    from airflow.sensors.base import PokeReturnValue

try:
    from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
except ImportError:  # Airflow 2, and the first ones of Airflow 3
    from airflow.exceptions import AirflowFailException, AirflowSkipException

HOME = "/opt/winnow"
JAR = f"{HOME}/winnow-jobs-0.1.0-SNAPSHOT-cluster.jar"

# Which Spark: a connection of Airflow's, whose host is the master and whose extras can name the queue or namespace.
#   airflow connections add winnow_spark --conn-type spark --conn-host yarn
#   airflow connections add winnow_spark --conn-type spark --conn-host spark://master:7077
#   airflow connections add winnow_spark --conn-type spark --conn-host k8s://https://api:6443 --conn-extra '{"namespace": "winnow"}'
# Without it, the provider takes yarn.
CONNECTION = "winnow_spark"


def alert(context):
    """Runs when a task has failed for good. Put your pager or chat in here."""
    failed = context["task_instance"]
    logging.getLogger(__name__).error("%s of %s failed: %s", failed.task_id, failed.dag_id, context.get("exception"))


def winnow_status(workspace):
    """What `winnow status --json` says, as status.schema.json describes it.

    It runs on Airflow's worker, without Spark. For s3a:// it needs the jars hadoop-aws 3.3.4 and aws-java-sdk-bundle
    1.12.262 in the folder s3a. Credentials come from the AWS SDK's usual sources. Other settings go into
    WINNOW_JAVA_OPTS, such as -Dspark.hadoop.fs.s3a.endpoint=... spark-submit gets its jars by spark.jars.packages.
    """
    said = subprocess.run(
        [f"{HOME}/jobs/bin/winnow", "status", "--json", "-w", workspace],
        env={**os.environ, "WINNOW_CLASSPATH": f"{HOME}/s3a/*"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    if said.returncode == 2:
        # The workspace or the configuration is wrong: a person must act.
        raise AirflowFailException(said.stderr)
    if said.returncode != 0:
        # Airflow tries again. If it only waited, a failure would look like a slow vendor.
        raise RuntimeError(f"winnow status ended with {said.returncode}: {said.stderr}")
    return json.loads(said.stdout)


def exit_code(failure):
    """The exit code of spark-submit, or None. The operator reports it only in the text of its message."""
    found = re.search(r"Error code is: (\d+)\b", failure)
    return int(found.group(1)) if found else None


class WinnowOperator(SparkSubmitOperator):
    """spark-submit with Winnow's exit codes. On a cluster they are visible only in client mode."""

    def execute(self, context):
        try:
            super().execute(context)
        except Exception as failure:
            code = exit_code(str(failure))
            if code == 4:
                raise AirflowSkipException("nothing to do: the vendor is awaited") from failure
            if code in (2, 3):
                # The configuration or the vendor's return is wrong: a person must act.
                raise AirflowFailException(str(failure)) from failure
            # 1: a failure that may be temporary. 5: another run holds the workspace. Airflow retries both.
            raise


@dag(
    schedule="@hourly",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    params={"workspace": Param("s3a://bucket/workspace", type="string", minLength=1, description="Winnow's workspace")},
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10), "on_failure_callback": alert},
)
def winnow_rounds():
    # Continues if a return is in the inbox, or if no return is awaited. Its XCom is the status. Between two looks it
    # takes no worker.
    @task.sensor(mode="reschedule", poke_interval=600, timeout=timedelta(days=14).total_seconds())
    def returned(params=None):
        status = winnow_status(params["workspace"])
        return PokeReturnValue(is_done=status["due"] != "WAIT", xcom_value=status)

    one_round = WinnowOperator(
        task_id="round",
        conn_id=CONNECTION,
        application=JAR,
        java_class="io.winnow.cli.Main",
        application_args=["round", "-w", "{{ params.workspace }}"],
        properties_file=f"{HOME}/conf/spark-defaults-cluster.conf",
        deploy_mode="client",
    )

    # Its XCom is the status after the round: F1 by round, what is due, what a person does next.
    @task(trigger_rule="none_failed")
    def progress(params=None):
        return winnow_status(params["workspace"])

    returned() >> one_round >> progress()


winnow_rounds()
