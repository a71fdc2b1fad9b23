// Runs tasks that say hello. Nothing but Node and the HTTP API. Arguments: master's host:port, how many.
"use strict";
const http = require("http");
const os = require("os");

const [master, count] = process.argv.slice(2);
if (!master) {
  console.error("usage: node hello.js <master's host:port> [number of tasks, 3]");
  process.exit(2);
}
const tasks = Number(count || 3);
// The stream has a connection of its own; calls share one, so that they arrive in order.
const streaming = new http.Agent();
const calling = new http.Agent({ keepAlive: true, maxSockets: 1 });
const ended = new Set();
let address = master;
let frameworkId;
let streamId;
let launched = 0;
let failed = false;
let ending = false;

function post(call, headers, agent, answered) {
  const options = { method: "POST", headers, agent };
  const request = http.request(`http://${address}/api/v1/scheduler`, options, answered);
  request.on("error", error => fail(`Cannot reach a master at ${address}: ${error.message}`));
  request.end(JSON.stringify(call));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function subscribe() {
  const framework = { user: os.userInfo().username, name: "hello-javascript" };
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  post({ type: "SUBSCRIBE", subscribe: { framework_info: framework } }, headers, streaming, answer => {
    if (answer.statusCode === 307) {
      // Not the leader: it says who is.
      address = new URL(answer.headers.location, `http://${address}`).host;
      answer.resume();
      return subscribe();
    }
    if (answer.statusCode !== 200) {
      return text(answer, body => fail(`The master refused: ${answer.statusCode} ${body}`));
    }
    streamId = answer.headers["mesos-stream-id"];
    events(answer);
  });
}

function text(answer, then) {
  let body = "";
  answer.on("data", chunk => (body += chunk)).on("end", () => then(body));
}

// RecordIO: the length of a record in bytes, a line feed, the record. Chunks are cut anywhere.
function events(stream) {
  let bytes = Buffer.alloc(0);
  stream.on("data", chunk => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let line = bytes.indexOf("\n"); line >= 0; line = bytes.indexOf("\n")) {
      const end = line + 1 + Number(bytes.subarray(0, line));
      if (bytes.length < end) {
        return;
      }
      const event = JSON.parse(bytes.subarray(line + 1, end));
      bytes = bytes.subarray(end);
      handle(event);
    }
  });
  stream.on("close", () => ending || fail("The master has closed the connection"));
}

function handle(event) {
  switch (event.type) {
    case "SUBSCRIBED":
      frameworkId = event.subscribed.framework_id;
      console.log(`Registered as ${frameworkId.value} with master ${event.subscribed.master_info.hostname}`);
      break;
    case "OFFERS":
      event.offers.offers.forEach(answerOffer);
      break;
    case "UPDATE":
      update(event.update.status);
      break;
    case "ERROR":
      fail("Error: " + event.error.message);
  }
}

function call(type, content, then = () => {}) {
  const headers = { "Content-Type": "application/json", "Mesos-Stream-Id": streamId };
  const body = { framework_id: frameworkId, type, [type.toLowerCase()]: content };
  post(body, headers, calling, answer =>
    text(answer, why => (answer.statusCode === 202 ? then() : fail(`The master refused ${type}: ${why}`))));
}

function answerOffer(offer) {
  const fill = [];
  let cpus = offered(offer, "cpus");
  let mem = offered(offer, "mem");
  while (launched < tasks && cpus >= 0.1 - 1e-6 && mem >= 32) {
    cpus -= 0.1;
    mem -= 32;
    launched++;
    fill.push({
      name: `Hello number ${launched}`,
      task_id: { value: `hello-${launched}` },
      agent_id: offer.agent_id,
      command: { value: `echo hello from task ${launched}; sleep 1` },
      resources: [scalar("cpus", 0.1), scalar("mem", 32)],
    });
  }
  const launch = { type: "LAUNCH", launch: { task_infos: fill } };
  call("ACCEPT", { offer_ids: [offer.id], operations: [launch], filters: {} });
}

function offered(offer, name) {
  return offer.resources.filter(r => r.name === name).reduce((sum, r) => sum + r.scalar.value, 0);
}

function scalar(name, value) {
  return { name, type: "SCALAR", scalar: { value } };
}

function update(status) {
  const { task_id: task, agent_id: agent, state, uuid } = status;
  console.log(`${task.value} is ${state}`);
  if (uuid) {
    call("ACKNOWLEDGE", { agent_id: agent, task_id: task, uuid });
  }
  if (!["TASK_STAGING", "TASK_STARTING", "TASK_RUNNING"].includes(state)) {
    failed ||= state !== "TASK_FINISHED";
    ended.add(task.value);
    if (ended.size === tasks) {
      ending = true;
      call("TEARDOWN", undefined, () => process.exit(failed ? 1 : 0));
    }
  }
}

subscribe();
