"""Rounds of active learning with Winnow: copy into Airflow's folder of DAGs, look at each line.

Hand a batch to the vendor, wait until something of it is back, merge, train, measure, select the next batch.
`winnow round` does whatever is due, so every run of this DAG is the same two tasks. It is safe to run again: what is
done is found done. Of two that run at once one works and the other exits 5.

For Airflow 2, with the provider apache-spark. In Airflow 3 BashSensor is in airflow.providers.standard.sensors.bash.
"""

from datetime import timedelta

import pendulum
from airflow.decorators import dag
from airflow.exceptions import AirflowFailException, AirflowSkipException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sensors.bash import BashSensor

WORKSPACE = "s3a://bucket/workspace"
JAR = "/opt/winnow/winnow-jobs-0.1.0-cluster.jar"
WINNOW = f"/opt/winnow/jobs/bin/winnow status --json -w {WORKSPACE}"


class WinnowOperator(SparkSubmitOperator):
    """spark-submit with Winnow's exit codes: which of them are worth another try?"""

    def execute(self, context):
        try:
            super().execute(context)
        except Exception as failure:
            # The operator tells the code in its message alone, and on a cluster only in client mode.
            text = str(failure)
            if "Error code is: 4" in text:
                raise AirflowSkipException("nothing to do: the vendor is awaited") from failure
            if "Error code is: 2" in text or "Error code is: 3" in text:
                # The configuration, or what the vendor returned: a person has to look.
                raise AirflowFailException(text) from failure
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
    # Something lies in the inbox, or nobody is waited for. Exit code 0: go on; else look again later.
    returned = BashSensor(
        task_id="returned",
        bash_command=f"{WINNOW} | python3 -c 'import json, sys; sys.exit(json.load(sys.stdin)[\"due\"] == \"WAIT\")'",
        mode="reschedule",
        poke_interval=600,
        timeout=timedelta(days=14).total_seconds(),
    )
    one_round = WinnowOperator(
        task_id="round",
        application=JAR,
        java_class="io.winnow.cli.Winnow",
        application_args=["round", "-w", WORKSPACE],
        properties_file="/opt/winnow/conf/spark-defaults-cluster.conf",
        deploy_mode="client",
    )
    returned >> one_round


winnow_rounds()
