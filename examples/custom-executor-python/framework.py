#!/usr/bin/env python3
"""Runs two tasks with an executor of our own: calls the one by its name, kills the other.

usage: framework.py <master's host:port>
"""
import base64
import getpass
import http.client
import json
import os
import sys

PATH = "/api/v1/scheduler"
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
ALIVE = ("TASK_STAGING", "TASK_STARTING", "TASK_RUNNING", "TASK_KILLING")
EXECUTOR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "executor.py")
EXPECTED = {"called": "TASK_FINISHED", "killed": "TASK_KILLED"}


def subscribe(master):
    """The event stream of the leading master; any other master says where that is."""
    framework = {"user": getpass.getuser(), "name": "custom-executor-python", "checkpoint": True}
    body = json.dumps({"type": "SUBSCRIBE", "subscribe": {"framework_info": framework}})
    for _ in range(5):
        # A master is heard of every 15 seconds; five missed heartbeats mean that it is gone.
        connection = http.client.HTTPConnection(master, timeout=75)
        connection.request("POST", PATH, body, HEADERS)
        stream = connection.getresponse()
        if stream.status != 307:
            break
        master = stream.getheader("Location").split("//", 1)[1].split("/", 1)[0]
    if stream.status != 200:
        sys.exit(f"The master at {master} refused: {stream.status} {stream.read().decode()}")
    return master, stream


def events(stream):
    """RecordIO: the length of each event in bytes, a line feed, the event."""
    while line := stream.readline():
        yield json.loads(stream.read(int(line)))
    sys.exit("The master has closed the stream")


def resources(**amounts):
    return [
        {"name": name, "type": "SCALAR", "scalar": {"value": value}}
        for name, value in amounts.items()
    ]


class Framework:
    def __init__(self, master):
        self.agent, self.ended = None, {}
        self.master, self.stream = subscribe(master)
        self.calls = http.client.HTTPConnection(self.master, timeout=75)

    def run(self):
        for event in events(self.stream):
            handler = getattr(self, event["type"].lower(), None)
            if handler and handler(event.get(event["type"].lower())):
                self.call("TEARDOWN")
                return 0 if self.ended == EXPECTED else 1

    def call(self, type, **content):
        body = {"type": type, "framework_id": self.id, **content}
        headers = {**HEADERS, "Mesos-Stream-Id": self.stream.getheader("Mesos-Stream-Id")}
        self.calls.request("POST", PATH, json.dumps(body), headers)
        answer = self.calls.getresponse()
        text = answer.read().decode()
        if answer.status != 202:
            sys.exit(f"{type} was refused: {answer.status} {text}")

    def subscribed(self, event):
        self.id = event["framework_id"]
        print("Registered as", self.id["value"], "with master", event["master_info"]["hostname"])

    def offers(self, event):
        for offer in event["offers"]:
            amount = {r["name"]: r["scalar"]["value"] for r in offer["resources"] if "scalar" in r}
            fits = amount.get("cpus", 0) >= 0.3 and amount.get("mem", 0) >= 96
            operations = []
            if fits and not self.agent:
                self.agent = offer["agent_id"]
                tasks = [self.task(name) for name in EXPECTED]
                operations = [{"type": "LAUNCH", "launch": {"task_infos": tasks}}]
            self.call("ACCEPT", accept={"offer_ids": [offer["id"]], "operations": operations})

    def task(self, name):
        """Both tasks name the same executor, so one process runs both."""
        executor = {
            "type": "CUSTOM",
            "executor_id": {"value": "ours"},
            "framework_id": self.id,
            "resources": resources(cpus=0.1, mem=32),
            # The agent fetches the program; a path is good enough on one machine.
            "command": {"value": "exec python3 executor.py", "uris": [{"value": EXECUTOR}]},
        }
        return {
            "task_id": {"value": name},
            "name": name,
            "agent_id": self.agent,
            "resources": resources(cpus=0.1, mem=32),
            "executor": executor,
        }

    def update(self, event):
        status = event["status"]
        name, state = status["task_id"]["value"], status["state"]
        print(name, "is", state, flush=True)
        if "uuid" in status:
            names = ("agent_id", "task_id", "uuid")
            self.call("ACKNOWLEDGE", acknowledge={name: status[name] for name in names})
        ours = {"agent_id": self.agent, "executor_id": {"value": "ours"}}
        if state == "TASK_RUNNING" and name == "called":
            self.call("MESSAGE", message={**ours, "data": base64.b64encode(b"called").decode()})
        if state == "TASK_RUNNING" and name == "killed":
            self.call("KILL", kill={"task_id": status["task_id"]})
        if state not in ALIVE:
            self.ended[name] = state
        if len(self.ended) == len(EXPECTED):
            self.call("SHUTDOWN", shutdown=ours)

    def message(self, event):
        print("The executor says:", base64.b64decode(event["data"]).decode(), flush=True)

    def failure(self, event):
        """An executor, or a whole agent, has ended; then there is nothing left to do."""
        print("The executor has ended with status", event.get("status"), flush=True)
        return "executor_id" in event

    def error(self, event):
        sys.exit("Error: " + event["message"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        sys.exit(Framework(sys.argv[1]).run())
    except OSError as e:
        sys.exit(f"No master at {sys.argv[1]}: {e}")
