/**
 * A server of a few lines for the supervisor's tests: `fake-server.js PORT BEHAVIOUR`.
 * `healthy` answers, `silent` only logs, `crashing` exits, `slow` answers after a second, `family`
 * answers and has a child that will not end by itself, `sick` answers with an error from the second
 * request on.
 */
const { spawn } = require("node:child_process");
const http = require("node:http");

const [port, behaviour] = [Number(process.argv[2]), process.argv[3]];
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
  silent: () => {
    console.log("cannot find the licence file");
    setInterval(() => undefined, 1000);
  },
  crashing: () => {
    console.error("the disk is full");
    process.exit(3);
  },
  slow: () => setTimeout(serve, 1000),
  family: () => {
    const child = spawn("sh", ["-c", "trap '' TERM; while :; do sleep 0.1; done"], {
      stdio: "ignore",
    });
    console.log(`child ${child.pid}`);
    serve();
  },
};

behaviours[behaviour]();
