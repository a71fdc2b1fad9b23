#!/usr/bin/env python3
"""A framework on the v1 HTTP API: fills every offer with tasks that say hello.

usage: hello.py <master's host:port> [number of tasks, 10]
"""
import getpass
import http.client
import json
import sys

PATH = "/api/v1/scheduler"
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
ALIVE = ("TASK_STAGING", "TASK_STARTING", "TASK_RUNNING")


def subscribe(master):
    """The event stream of the leading master; any other master says where that is."""
    framework = {"user": getpass.getuser(), "name": "hello-python"}
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


class Hello:
    def __init__(self, master, tasks):
        self.tasks, self.launched, self.ended, self.failed = tasks, 0, set(), False
        self.master, self.stream = subscribe(master)
        self.calls = http.client.HTTPConnection(self.master, timeout=75)

    def run(self):
        for event in events(self.stream):
            handler = getattr(self, event["type"].lower(), None)
            if handler:
                handler(event.get(event["type"].lower()))
            if len(self.ended) == self.tasks:
                self.call("TEARDOWN")
                return 1 if self.failed else 0

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
            room = min(amount.get("cpus", 0) / 0.1, amount.get("mem", 0) / 10) + 1e-6
            tasks = []
            while self.launched < self.tasks and len(tasks) + 1 <= room:
                self.launched += 1
                tasks.append(self.task(self.launched, offer["agent_id"]))
            launch = {"type": "LAUNCH", "launch": {"task_infos": tasks}}
            self.call("ACCEPT", accept={"offer_ids": [offer["id"]], "operations": [launch]})

    def task(self, number, agent):
        def scalar(name, value):
            return {"name": name, "type": "SCALAR", "scalar": {"value": value}}

        return {
            "task_id": {"value": f"hello-{number}"},
            "name": f"Hello number {number}",
            "agent_id": agent,
            "resources": [scalar("cpus", 0.1), scalar("mem", 10)],
            "command": {"value": f"echo hello from task {number}"},
        }

    def update(self, event):
        status = event["status"]
        print(status["task_id"]["value"], "is", status["state"], flush=True)
        if "uuid" in status:
            names = ("agent_id", "task_id", "uuid")
            self.call("ACKNOWLEDGE", acknowledge={name: status[name] for name in names})
        if status["state"] not in ALIVE:
            self.ended.add(status["task_id"]["value"])
            self.failed = self.failed or status["state"] != "TASK_FINISHED"

    def error(self, event):
        sys.exit("Error: " + event["message"])


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    try:
        sys.exit(Hello(sys.argv[1], int((sys.argv + [10])[2])).run())
    except OSError as e:
        sys.exit(f"No master at {sys.argv[1]}: {e}")
