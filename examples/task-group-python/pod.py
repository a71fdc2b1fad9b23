#!/usr/bin/env python3
"""A pod of two tasks that share a directory, on the v1 HTTP API.

usage: pod.py <master's host:port>
"""
import getpass
import http.client
import json
import sys

PATH = "/api/v1/scheduler"
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
ALIVE = ("TASK_STAGING", "TASK_STARTING", "TASK_RUNNING", "TASK_KILLING")
COMMANDS = {
    "writer": "echo hello from the writer > shared/draft; mv shared/draft shared/message",
    "reader": "until [ -e shared/message ]; do sleep 0.1; done; cat shared/message",
}


def subscribe(master):
    """The event stream of the leading master; any other master says where that is."""
    framework = {"user": getpass.getuser(), "name": "task-group-python"}
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


def task(name, agent):
    """One task of the pod; the directory "shared" of the pod's sandbox is seen in its own."""
    source = {"type": "SANDBOX_PATH", "sandbox_path": {"type": "PARENT", "path": "shared"}}
    volume = {"mode": "RW", "container_path": "shared", "source": source}
    return {
        "task_id": {"value": name},
        "name": name,
        "agent_id": agent,
        "resources": resources(cpus=0.1, mem=32),
        "command": {"value": COMMANDS[name]},
        "container": {"type": "MESOS", "volumes": [volume]},
    }


class Pod:
    def __init__(self, master):
        self.launched, self.ended, self.failed = False, set(), False
        self.master, self.stream = subscribe(master)
        self.calls = http.client.HTTPConnection(self.master, timeout=75)

    def run(self):
        for event in events(self.stream):
            handler = getattr(self, event["type"].lower(), None)
            if handler:
                handler(event.get(event["type"].lower()))
            if len(self.ended) == len(COMMANDS):
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
            needed = {"cpus": 0.3, "mem": 96, "disk": 32}
            fits = all(amount.get(name, 0) >= value for name, value in needed.items())
            operations = []
            if fits and not self.launched:
                self.launched = True
                operations = [self.launch_group(offer["agent_id"])]
            self.call("ACCEPT", accept={"offer_ids": [offer["id"]], "operations": operations})

    def launch_group(self, agent):
        """The default executor runs the tasks; it wants a little for itself, disk too."""
        executor = {
            "type": "DEFAULT",
            "executor_id": {"value": "pod"},
            "framework_id": self.id,
            "resources": resources(cpus=0.1, mem=32, disk=32),
        }
        tasks = [task(name, agent) for name in COMMANDS]
        group = {"executor": executor, "task_group": {"tasks": tasks}}
        return {"type": "LAUNCH_GROUP", "launch_group": group}

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
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        sys.exit(Pod(sys.argv[1]).run())
    except OSError as e:
        sys.exit(f"No master at {sys.argv[1]}: {e}")
