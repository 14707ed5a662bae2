/**
 * A server of a few lines for the supervisor's tests: `fake-server.js PORT BEHAVIOUR GATE`.
 * `healthy` answers, `crashing` exits, `gated` answers once the file GATE is there, `family` answers and
 * has a child that will not end by itself, `sick` answers with an error from the second request on.
 */
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");

const [port, behaviour, gate] = [Number(process.argv[2]), process.argv[3], process.argv[4]];
let requests = 0;

const serve = () =>
  http
    .createServer((_request, response) => {
      requests += 1;
      response.writeHead(behaviour === "sick" && requests > 1 ? 500 : 200);
      response.end();
    })
    .listen(port, "127.0.0.1");

const behaviours = {
  healthy: serve,
  sick: serve,
  crashing: () => {
    console.error("the disk is full");
    process.exit(3);
  },
  gated: () => (fs.existsSync(gate) ? serve() : setTimeout(behaviours.gated, 20)),
  family: () => {
    const child = spawn("sh", ["-c", "trap '' TERM; while :; do sleep 0.1; done"], {
      stdio: "ignore",
    });
    console.log(`child ${child.pid}`);
    serve();
  },
};

behaviours[behaviour]();
