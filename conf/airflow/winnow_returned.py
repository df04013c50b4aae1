"""A deferrable sensor for the DAG in winnow_rounds.py. Copy this file into Airflow's plugins folder.

The sensor in the DAG is rescheduled: it takes a worker for the few seconds of each look. This one takes none while it
waits: the triggerer looks. It must be able to run `winnow status` and to reach the workspace. In the DAG, use it instead
of `returned()`:

    from winnow_returned import ReturnedSensor

    returned = ReturnedSensor(
        task_id="returned", workspace="{{ params.workspace }}", timeout=timedelta(days=14).total_seconds()
    )
    returned >> one_round >> progress()

For Airflow 2.6 or later, and Airflow 3. Winnow's tests load this file with a stand-in for both; they do not run Airflow.
"""

import asyncio
import json
import os
from datetime import timedelta

from airflow.triggers.base import BaseTrigger, TriggerEvent

try:
    from airflow.sdk import BaseSensorOperator
except ImportError:  # Airflow 2
    from airflow.sensors.base import BaseSensorOperator

try:
    from airflow.sdk.exceptions import AirflowFailException
except ImportError:  # Airflow 2, and the first ones of Airflow 3
    from airflow.exceptions import AirflowFailException

HOME = "/opt/winnow"


class ReturnedTrigger(BaseTrigger):
    """Ends when `winnow status` says that something is due, or when it fails."""

    def __init__(self, workspace, poke_interval):
        super().__init__()
        self.workspace = workspace
        self.poke_interval = poke_interval

    def serialize(self):
        return "winnow_returned.ReturnedTrigger", {"workspace": self.workspace, "poke_interval": self.poke_interval}

    async def run(self):
        while True:
            looked = await self.look()
            if looked.get("status", {}).get("due") != "WAIT":
                yield TriggerEvent(looked)
                return
            await asyncio.sleep(self.poke_interval)

    async def look(self):
        """The status, or the exit code and what was said."""
        process = await asyncio.create_subprocess_exec(
            f"{HOME}/jobs/bin/winnow",
            "status",
            "--json",
            "-w",
            self.workspace,
            env={**os.environ, "WINNOW_CLASSPATH": f"{HOME}/s3a/*"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            said, complained = await process.communicate()
        except asyncio.CancelledError:
            # The task was cleared or the triggerer stops.
            process.terminate()
            raise
        if process.returncode != 0:
            return {"code": process.returncode, "message": complained.decode(errors="replace")}
        return {"status": json.loads(said)}


class ReturnedSensor(BaseSensorOperator):
    """Continues if a return is in the inbox, or if no return is awaited. Its XCom is the status."""

    template_fields = ("workspace",)

    def __init__(self, *, workspace, poke_interval=600, **kwargs):
        super().__init__(poke_interval=poke_interval, **kwargs)
        self.workspace = workspace

    def execute(self, context):
        self.defer(
            trigger=ReturnedTrigger(self.workspace, self.poke_interval),
            method_name="resume",
            timeout=timedelta(seconds=self.timeout),
        )

    def resume(self, context, event):
        code = event.get("code", 0)
        if code == 2:
            # The workspace or the configuration is wrong: a person must act.
            raise AirflowFailException(event["message"])
        if code != 0:
            # Airflow tries again. If it only waited, a failure would look like a slow vendor.
            raise RuntimeError(f"winnow status ended with {code}: {event['message']}")
        return event["status"]
