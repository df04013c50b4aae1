"""Loads a DAG without Airflow: stand_in_airflow.py VERSION DAG MESSAGE...

VERSION is 2, 3.0 or 3: which modules there are. Prints as JSON what the DAG gave itself and its tasks, in which order
these run, what its functions return, and what its operator makes of a spark-submit that fails with each message.
"""

import json
import runpy
import sys
import types


class Task:
    made = {}
    order = []

    def __init__(self, **given):
        self.given = given
        Task.made[given["task_id"]] = self

    def __rshift__(self, after):
        Task.order.append([self.given["task_id"], after.given["task_id"]])
        return after


class SparkSubmitOperator(Task):
    def execute(self, context):
        raise RuntimeError(context)


class TaskDecorator:
    def __call__(self, **given):
        def decorated(function):
            return lambda: Task(task_id=function.__name__, function=function, **given)

        return decorated

    sensor = __call__


class PokeReturnValue:
    def __init__(self, is_done, xcom_value):
        self.said = {"done": is_done, "xcom": xcom_value}


def dag(**given):
    Task.dag = given
    return lambda tasks: tasks


def module(path, **names):
    parts = path.split(".")
    for end in range(1, len(parts) + 1):
        name = ".".join(parts[:end])
        sys.modules.setdefault(name, types.ModuleType(name))
    sys.modules[path].__dict__.update(names)


def end_of(function, *arguments, **named):
    try:
        value = function(*arguments, **named)
        return {"value": getattr(value, "said", value)}
    except Exception as end:
        return {"raised": type(end).__name__, "message": str(end)}


version, path, *messages = sys.argv[1:]
exceptions = {name: type(name, (Exception,), {}) for name in ("AirflowFailException", "AirflowSkipException")}
task = TaskDecorator()
param = lambda default, **given: default
module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)
if version == "2":
    module("airflow.decorators", dag=dag, task=task)
    module("airflow.models.param", Param=param)
    module("airflow.sensors.base", PokeReturnValue=PokeReturnValue)
else:
    module("airflow.sdk", dag=dag, task=task, Param=param, PokeReturnValue=PokeReturnValue)
module("airflow.sdk.exceptions" if version == "3" else "airflow.exceptions", **exceptions)
if version == "2":
    sys.modules.pop("airflow.sdk", None)

runpy.run_path(path)
functions = {name: made.given.pop("function") for name, made in Task.made.items() if "function" in made.given}
Task.dag["default_args"]["on_failure_callback"](
    {"task_instance": types.SimpleNamespace(task_id="round", dag_id="winnow_rounds"), "exception": "why"}
)
print(
    json.dumps(
        {
            "dag": Task.dag,
            "tasks": {name: made.given for name, made in Task.made.items()},
            "order": Task.order,
            "returns": {name: end_of(run, params=Task.dag["params"]) for name, run in functions.items()},
            "ends": [end_of(Task.made["round"].execute, message).get("raised", "success") for message in messages],
        },
        default=str,
    )
)
