import { execFileSync, spawn } from "node:child_process";
import * as net from "node:net";

describe("a unit test", () => {
  it.each([
    ["starts a process", () => spawn("true")],
    ["runs a program", () => execFileSync("true")],
    ["listens", () => net.createServer().listen(0)],
    ["connects", () => net.connect(1)],
  ])("fails when it %s, and is told where such tests go", (_, body) => {
    expect(body).toThrow(/a unit test called \w+\(\): .*\*\.stand-in\.test\.ts/);
  });
});
