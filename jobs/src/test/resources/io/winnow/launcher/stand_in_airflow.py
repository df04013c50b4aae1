"""Loads a DAG without Airflow: stand_in_airflow.py DAG MESSAGE...

Prints as JSON what the DAG gave its tasks, and what its operator makes of a spark-submit that fails with each message.
"""

import json
import runpy
import sys
import types


class Task:
    made = []

    def __init__(self, **given):
        self.given = given
        Task.made.append(self)

    def __rshift__(self, after):
        return after


class SparkSubmitOperator(Task):
    def execute(self, context):
        raise RuntimeError(context)


def module(path, **names):
    parts = path.split(".")
    for end in range(1, len(parts) + 1):
        name = ".".join(parts[:end])
        sys.modules.setdefault(name, types.ModuleType(name))
    sys.modules[path].__dict__.update(names)


def exception(name):
    return type(name, (Exception,), {})


module("pendulum", datetime=lambda *date, tz: None)
module("airflow.decorators", dag=lambda **given: lambda tasks: tasks)
module(
    "airflow.exceptions",
    AirflowFailException=exception("AirflowFailException"),
    AirflowSkipException=exception("AirflowSkipException"),
)
module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)
module("airflow.sensors.bash", BashSensor=type("BashSensor", (Task,), {}))

runpy.run_path(sys.argv[1])
tasks = {task.given["task_id"]: task for task in Task.made}
ends = []
for message in sys.argv[2:]:
    try:
        tasks["round"].execute(message)
        ends.append("success")
    except Exception as end:
        ends.append(type(end).__name__)
print(json.dumps({"tasks": {name: task.given for name, task in tasks.items()}, "ends": ends}))
