"""Loads a DAG or a sensor without Airflow: stand_in_airflow.py VERSION FILE MESSAGE...

VERSION is 2, 3.0 or 3: which modules there are. Of a DAG, prints as JSON what it gave itself and its tasks, in which
order these run, what its functions return, and what its operator makes of a spark-submit that fails with each message.
Of a sensor, how it defers, what its trigger says, and what it makes of that.
"""

import asyncio
import importlib
import json
import os
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


class BaseTrigger:
    pass


class TriggerEvent:
    def __init__(self, payload):
        self.payload = payload


class BaseSensorOperator:
    def __init__(self, *, task_id, timeout, poke_interval):
        self.timeout = timeout
        self.poke_interval = poke_interval

    def defer(self, **given):
        # Airflow's own ends the method by an exception.
        self.deferred = given


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
    module("airflow.sensors.base", PokeReturnValue=PokeReturnValue, BaseSensorOperator=BaseSensorOperator)
else:
    sdk = {"PokeReturnValue": PokeReturnValue, "BaseSensorOperator": BaseSensorOperator}
    module("airflow.sdk", dag=dag, task=task, Param=param, **sdk)
module("airflow.triggers.base", BaseTrigger=BaseTrigger, TriggerEvent=TriggerEvent)
module("airflow.sdk.exceptions" if version == "3" else "airflow.exceptions", **exceptions)
if version == "2":
    sys.modules.pop("airflow.sdk", None)

if os.path.basename(path) == "winnow_returned.py":
    # The triggerer makes a trigger from its serialized form.
    sys.path.insert(0, os.path.dirname(path))
    sensor = importlib.import_module("winnow_returned").ReturnedSensor(
        task_id="returned", workspace="s3a://bucket/workspace", timeout=60, poke_interval=0.01
    )
    sensor.execute({})
    name, given = sensor.deferred["trigger"].serialize()
    holder, kind = name.rsplit(".", 1)
    trigger = getattr(importlib.import_module(holder), kind)(**json.loads(json.dumps(given)))

    async def events():
        return [event.payload async for event in trigger.run()]

    event = end_of(lambda: asyncio.run(asyncio.wait_for(events(), 30))[0])
    resume = getattr(sensor, sensor.deferred["method_name"])
    print(json.dumps(end_of(resume, {}, event=event["value"]) if "value" in event else event))
    sys.exit()

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
