"""Rounds of active learning with Winnow. Copy this file into Airflow's DAG folder and review each line.

The DAG hands a batch to the vendor, waits until some annotations are back, merges, trains, evaluates and selects the
next batch. `winnow round` runs every step that is due, so each run of this DAG has the same two tasks. It is safe to
run again: finished steps are not repeated. If two runs start at once, one works and the other exits with 5.

For Airflow 2.6 or later, with the provider apache-spark. In Airflow 3, BashSensor is in
airflow.providers.standard.sensors.bash.
"""

import re
from datetime import timedelta

import pendulum
from airflow.decorators import dag
from airflow.exceptions import AirflowFailException, AirflowSkipException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sensors.bash import BashSensor

WORKSPACE = "s3a://bucket/workspace"
HOME = "/opt/winnow"
JAR = f"{HOME}/winnow-jobs-0.1.0-SNAPSHOT-cluster.jar"

# The sensor runs on Airflow's worker, without Spark. For s3a:// it needs the jars hadoop-aws 3.3.4 and
# aws-java-sdk-bundle 1.12.262 in the folder s3a. Credentials come from the AWS SDK's usual sources. Other settings go
# into WINNOW_JAVA_OPTS, such as -Dspark.hadoop.fs.s3a.endpoint=... spark-submit gets its jars by spark.jars.packages.
STATUS = f"WINNOW_CLASSPATH='{HOME}/s3a/*' {HOME}/jobs/bin/winnow status --json -w {WORKSPACE}"

LATER = 99


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
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10)},
)
def winnow_rounds():
    # Continues if a return is in the inbox, or if no return is awaited. If status fails, the sensor fails at once.
    returned = BashSensor(
        task_id="returned",
        bash_command=f"set -o pipefail; {STATUS} | python3 -c 'import json, sys;"
        f" sys.exit({LATER} if json.load(sys.stdin)[\"due\"] == \"WAIT\" else 0)'",
        retry_exit_code=LATER,
        mode="reschedule",
        poke_interval=600,
        timeout=timedelta(days=14).total_seconds(),
    )
    one_round = WinnowOperator(
        task_id="round",
        application=JAR,
        java_class="io.winnow.cli.Main",
        application_args=["round", "-w", WORKSPACE],
        properties_file=f"{HOME}/conf/spark-defaults-cluster.conf",
        deploy_mode="client",
    )
    returned >> one_round


winnow_rounds()
