import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { buildExecutables } from "../../build";
import { parseArguments } from "../../language-host/arguments";
import { isAlive, identify } from "../../supervisor/status";
import { until } from "../../../test/support/until";
import { call } from "./support/client";

let file = "";
beforeAll(async () => {
  const built = await buildExecutables(["pulumi-language-nodejs"]);
  file = built["pulumi-language-nodejs"].file;
});

/** Starts the executable and resolves to the port it prints. */
async function start(): Promise<{ host: ChildProcess; port: number }> {
  const host = spawn(file, ["-root=/", "127.0.0.1:4711"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(host.stdout, "data")) as [Buffer];
  return { host, port: Number(line.toString()) };
}

it("takes the engine's address from among its flags, and fails without one", () => {
  expect(parseArguments(["-root=/x", "--tracing=", "127.0.0.1:1"])).toEqual({
    engineAddress: "127.0.0.1:1",
  });
  expect(() => parseArguments(["-root=/x"])).toThrow(/no engine address .*\["-root=\/x"\]/);
});

it("prints its port, and ends with 0 when the engine cancels", async () => {
  const { host, port } = await start();
  const client = new LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const ended = once(host, "exit");
  await call((done) => client.cancel(new Empty(), done));
  expect(await ended).toEqual([0, null]);
  client.close();
});

it.each(["SIGTERM", "SIGINT"] as const)("ends with 0 at once on %s", async (signal) => {
  const { host } = await start();
  host.kill(signal);
  expect(await once(host, "exit")).toEqual([0, null]);
});

it("ends when the engine is killed", async () => {
  const engine = spawn("sh", ["-c", `'${file}' 127.0.0.1:4711 & echo $!; wait`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(engine.stdout, "data")) as [Buffer];
  const host = identify(Number.parseInt(line.toString(), 10));
  // The second line, or the rest of the first piece, is the port: only now does it watch its parent.
  if (line.toString().trim().split("\n").length === 1) await once(engine.stdout, "data");
  expect(isAlive(host)).toBe(true);
  engine.kill("SIGKILL");
  await until(() => !isAlive(host));
});
