// As examples/commandScheduler.js of mesos-framework, but that it ends when its tasks have.
"use strict";

const { Scheduler, Mesos } = require("mesos-framework");
const { CommandInfo } = Mesos.getMesos();

const [host, port] = process.argv[2].split(":");
const tasks = 2;
const finished = new Set();
let ending = false;

const scheduler = new Scheduler({
  masterUrl: host,
  port: Number(port),
  frameworkName: "commands",
  logging: { level: "debug" },
  restartStates: ["TASK_FAILED", "TASK_KILLED", "TASK_LOST", "TASK_ERROR"],
  tasks: {
    sleeper: {
      priority: 1,
      instances: tasks,
      commandInfo: new CommandInfo(null, null, true, "sleep 0.1", null, null),
      resources: { cpus: 0.1, mem: 32, ports: 1, disk: 0 },
    },
  },
});

scheduler.on("ready", () => scheduler.subscribe());
scheduler.on("subscribed", event => console.log("subscribed as " + event.frameworkId));
scheduler.on("error", error => {
  // The master ends the stream of a framework that has ended, which this client takes for an error.
  if (!ending) {
    console.log("error " + (error.message || JSON.stringify(error)));
  }
});
scheduler.on("update", update => {
  const { task_id: task, state } = update.status;
  console.log(task.value + " is " + state);
  if (state === "TASK_FINISHED" && finished.add(task.value).size === tasks) {
    scheduler.once("sent_teardown", () => {
      console.log("ALL DONE");
      process.exit(0);
    });
    ending = true;
    scheduler.teardown();
  }
});
