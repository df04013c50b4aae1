"""Rounds of active learning with Winnow: copy into Airflow's folder of DAGs, look at each line.

Hand a batch to the vendor, wait until something of it is back, merge, train, measure, select the next batch.
`winnow round` does whatever is due, so every run of this DAG is the same two tasks. It is safe to run again: what is
done is found done. Of two that run at once one works and the other exits 5.

For Airflow 2.6 or later, with the provider apache-spark. In Airflow 3 BashSensor is in
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
JAR = f"{HOME}/winnow-jobs-0.1.0-cluster.jar"

# The sensor runs on Airflow's worker, without Spark. For s3a:// it needs the jars hadoop-aws 3.3.4 and
# aws-java-sdk-bundle 1.12.262 in this folder; credentials come from where the AWS SDK looks for them, other settings
# from WINNOW_JAVA_OPTS, such as -Dspark.hadoop.fs.s3a.endpoint=... spark-submit has its own: spark.jars.packages.
STATUS = f"WINNOW_CLASSPATH='{HOME}/s3a/*' {HOME}/jobs/bin/winnow status --json -w {WORKSPACE}"

LATER = 99


def exit_code(failure):
    """The code that spark-submit ended with, or None: the operator tells it in its message alone."""
    found = re.search(r"Error code is: (\d+)\b", failure)
    return int(found.group(1)) if found else None


class WinnowOperator(SparkSubmitOperator):
    """spark-submit with Winnow's exit codes, which on a cluster come through in client mode only."""

    def execute(self, context):
        try:
            super().execute(context)
        except Exception as failure:
            code = exit_code(str(failure))
            if code == 4:
                raise AirflowSkipException("nothing to do: the vendor is awaited") from failure
            if code in (2, 3):
                # The configuration, or what the vendor returned: a person has to look.
                raise AirflowFailException(str(failure)) from failure
            # 1: a failure that may pass. 5: another run holds the workspace. Both are tried again.
            raise


@dag(
    schedule="@hourly",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10)},
)
def winnow_rounds():
    # Goes on if something lies in the inbox, or nobody is waited for. A status that can't be had fails at once.
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
