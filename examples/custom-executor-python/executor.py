#!/usr/bin/env python3
"""An executor of our own, on the v1 HTTP API of the agent that starts it.

A task runs until somebody says its name in a message, or kills it. Updates are kept until they are
acknowledged: an agent that is restarted gets them, and the tasks that it may not know of, again.
"""
import base64
import http.client
import json
import os
import random
import sys
import time
import uuid
from contextlib import closing

PATH = "/api/v1/executor"
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
UNITS = {"ms": 0.001, "secs": 1, "mins": 60, "hrs": 3600, "days": 86400, "weeks": 604800}


def seconds(text):
    """A duration as Mesos writes it, such as 15mins."""
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz")
    return float(number) * UNITS[text[len(number) :]]


class Executor:
    def __init__(self):
        self.agent = os.environ["MESOS_AGENT_ENDPOINT"]
        self.survives = os.environ["MESOS_CHECKPOINT"] == "1"  # the death of the agent
        self.tasks, self.new_tasks, self.updates = set(), {}, {}

    def run(self):
        """One stream after the other, as long as the agent comes back in time."""
        patience = seconds(os.environ.get("MESOS_RECOVERY_TIMEOUT", "0secs"))
        pause = seconds(os.environ.get("MESOS_SUBSCRIPTION_BACKOFF_MAX", "1secs"))
        heard = time.monotonic()
        while time.monotonic() - heard <= patience:
            try:
                for event in self.subscribe():
                    heard = time.monotonic()
                    handler = getattr(self, event["type"].lower(), None)
                    if handler:
                        handler(event.get(event["type"].lower()))
            except OSError as e:
                print("The agent cannot be reached:", e, flush=True)
            if not self.survives:
                break
            time.sleep(random.uniform(0, pause))
        sys.exit("The agent has gone")

    def subscribe(self):
        """The events on a new stream, to which the agent sends a heartbeat every 30 minutes."""
        content = {
            "unacknowledged_tasks": list(self.new_tasks.values()),
            "unacknowledged_updates": list(self.updates.values()),
        }
        connection, stream = self.request({"type": "SUBSCRIBE", "subscribe": content}, timeout=4500)
        with closing(connection):
            if stream.status != 200:
                print("SUBSCRIBE was refused:", stream.status, stream.read().decode(), flush=True)
                return
            while line := stream.readline():  # RecordIO: length, line feed, event
                yield json.loads(stream.read(int(line)))

    def request(self, call, timeout):
        call["framework_id"] = {"value": os.environ["MESOS_FRAMEWORK_ID"]}
        call["executor_id"] = {"value": os.environ["MESOS_EXECUTOR_ID"]}
        connection = http.client.HTTPConnection(self.agent, timeout=timeout)
        connection.request("POST", PATH, json.dumps(call), HEADERS)
        return connection, connection.getresponse()

    def call(self, type, **content):
        connection, answer = self.request({"type": type, **content}, timeout=30)
        with closing(connection):
            if answer.status != 202:
                print(f"{type} was refused: {answer.status} {answer.read().decode()}", flush=True)

    def update(self, task, state):
        status = {
            "task_id": {"value": task},
            "state": state,
            "source": "SOURCE_EXECUTOR",
            "timestamp": time.time(),
            "uuid": base64.b64encode(uuid.uuid4().bytes).decode(),
        }
        self.updates[status["uuid"]] = {"status": status}
        self.call("UPDATE", update={"status": status})

    def end(self, task, state):
        if task in self.tasks:
            self.tasks.remove(task)
            self.update(task, state)

    def subscribed(self, event):
        print("Subscribed with the agent on", event["agent_info"]["hostname"], flush=True)

    def launch(self, event):
        task = event["task"]["task_id"]["value"]
        self.tasks.add(task)
        self.new_tasks[task] = event["task"]
        self.update(task, "TASK_RUNNING")

    def acknowledged(self, event):
        self.updates.pop(event["uuid"], None)
        self.new_tasks.pop(event["task_id"]["value"], None)

    def message(self, event):
        """Answers, and finishes the task that was named."""
        task = base64.b64decode(event["data"]).decode()
        data = base64.b64encode(f"{task} was called".encode()).decode()
        self.call("MESSAGE", message={"data": data})
        self.end(task, "TASK_FINISHED")

    def kill(self, event):
        self.end(event["task_id"]["value"], "TASK_KILLED")

    def shutdown(self, _):
        """What still runs is killed; the agent gives us MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD."""
        for task in list(self.tasks):
            self.end(task, "TASK_KILLED")
        sys.exit()

    def error(self, event):
        sys.exit("Error: " + event["message"])


if __name__ == "__main__":
    Executor().run()
