import { readdirSync, readFileSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import { ProgramInfo, RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { until } from "../../../test/support/until";
import { TestEngine } from "./support/client";
import { FakeProject } from "./support/project";

const project = new FakeProject();
const engine = new TestEngine();
beforeAll(() => engine.start());
afterAll(async () => {
  await engine.stop();
  project.remove();
});

function request(kind: string, exit: string): RunPluginRequest {
  return new RunPluginRequest()
    .setKind(kind)
    .setName("policy")
    .setPwd("/")
    .setInfo(new ProgramInfo().setProgramDirectory(project.directory))
    .setArgsList(["127.0.0.1:4713"])
    .setEnvList([`EXIT_WITH=${exit}`, "EQUATION=a=b"]);
}

it("serves a policy pack from its own directory, with the engine's environment only", async () => {
  expect(await engine.runPlugin(request("analyzer", "5"))).toEqual({
    stdout: "printed by the runner\n",
    stderr: "complained by the runner\n",
    exitCode: 5,
  });
  const { argv, cwd, env } = project.recorded("run-policy-pack");
  expect(argv).toEqual(["127.0.0.1:4713", project.directory]);
  expect(cwd).toBe(project.directory);
  expect(env["EQUATION"]).toBe("a=b");
  expect(env).not.toHaveProperty("PATH");
});

/** The processes that serve a pack of this test's project. */
function packs(): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").endsWith(`\0${project.directory}\0`);
    } catch {
      return false;
    }
  });
}

it("ends the pack when the engine cancels the call", async () => {
  const stream = engine.client.runPlugin(request("analyzer", "wait"));
  stream.on("error", () => undefined);
  await new Promise((resolve) => stream.once("data", resolve));
  expect(packs()).toHaveLength(1);
  stream.cancel();
  await until(() => packs().length === 0);
});

it("fails for another kind of plugin", async () => {
  await expect(engine.runPlugin(request("resource", "0"))).rejects.toMatchObject({
    code: grpc.status.UNIMPLEMENTED,
    details: expect.stringContaining('plugin "policy" has the kind "resource"') as string,
  });
});
