import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { type ExpectedJob, IperiusJobCheck } from "../../../components/iperius/job-check";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { runProgram, unsealed } from "../../support/estate";
import { windowsHost } from "../support/windows-host";
import { makeIperiusJob } from "./iperius-files";
import { type IperiusHost, iperiusHosts } from "./iperius-host";

/** What would be sent for a check. */
async function check(job: string, expected: Partial<ExpectedJob> = {}): Promise<Envelope> {
  const resources = await runProgram(
    {},
    () =>
      new IperiusJobCheck(job, {
        ...{ host: windowsHost(), job, maximumAgeHours: 30, changingKeys: ["LastResult"] },
        ...expected,
      }),
  );
  return resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? [])[0]!;
}

const sha256 = (...lines: readonly string[]) =>
  createHash("sha256").update(lines.join("\n")).digest("hex");

const hours = 60 * 60 * 1000;

describe.each(iperiusHosts)("a job of Iperius on $name", ({ make }) => {
  let host: IperiusHost;
  beforeAll(() => (host = make()));
  afterAll(() => host.remove());

  const observe = async (envelope: Envelope) =>
    JSON.parse((await host.run("read", envelope)).stdout) as unknown;

  const forms: readonly (readonly [form: string, (text: string) => Buffer])[] = [
    ["UTF-8", (text) => Buffer.from(text, "utf8")],
    ["UTF-8 with its mark", (text) => Buffer.from(`\uFEFF${text}`, "utf8")],
    ["UTF-16 with its mark", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16", (text) => Buffer.from(text, "utf16le")],
    ["the code page of its Windows", (text) => Buffer.from(text, "latin1")],
  ];

  it.each(forms)("is found in a file in %s", async (form, write) => {
    const name = `Büro-Dump é ${form}`;
    makeIperiusJob(host.drive, write(`[Job]\r\nNAME=${name}\r\nLastResult=0\r\n`));

    expect(await host.run("apply", await check(name))).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('"log":"recent"') as string,
      stderr: "",
    });
  });

  it("is found by its whole name in its own case, were it a date", async () => {
    makeIperiusJob(host.drive, "[Job]\r\nNAME=2026-01-02T03:04:05Z\r\n");

    expect(await observe(await check("2026-01-02T03:04:05Z"))).toMatchObject({ log: "recent" });
    expect(await observe(await check("2026-01-02t03:04:05z"))).toBeNull();
    expect(await observe(await check("2026-01-02T03:04:05"))).toBeNull();
  });

  it("fails where Iperius has none of that name", async () => {
    const run = await host.run("apply", await check("nobody's"));

    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain("Iperius has no job named 'nobody's'; make it in its console");
  });

  it("fails where its log is from the future, and says so", async () => {
    makeIperiusJob(host.drive, "[Job]\r\nNAME=future\r\n", new Date("2045-06-07T12:00:00Z"));
    const envelope = await check("future");

    expect(await observe(envelope)).toEqual({
      ...{ job: "future", log: "from the future: 2045-06-07", service: "Running" },
      ...{ lastResult: "not judged", file: "not judged" },
    });
    expect((await host.run("apply", envelope)).stderr).toContain(
      "its log is from the future: 2045-06-07, and it must have logged in the last 30 hours",
    );
  });

  it("fails where two have its name", async () => {
    makeIperiusJob(host.drive, "[Job]\r\nNAME=twice\r\n");
    makeIperiusJob(host.drive, "[Job]\r\nNAME=twice\r\n");

    expect((await host.run("read", await check("twice"))).stderr).toMatch(
      /Iperius has 2 jobs named 'twice' \(Job\d+, Job\d+\); rename all but one in its console/,
    );
  });

  it("fails where its last result is not what a good run leaves, or its file not the one that is declared", async () => {
    const lines = ["[Job]", "NAME=judged é", "PreCommand=x=", "LastResult=1", "LastRun=5"];
    makeIperiusJob(host.drive, lines.join("\r\n"));
    const there = sha256(...lines.slice(0, 3));
    const judged = (lastResult: string, digest: string) =>
      check("judged é", {
        ...{ lastResult, sha256: digest, changingKeys: ["LastResult", "LastRun"] },
      });

    expect(await host.run("apply", await judged("1", there))).toMatchObject({ exitCode: 0 });
    const run = await host.run("apply", await judged("0", "a".repeat(64)));
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain(
      `its LastResult is '1', and after a good run it is '0'; its file has the SHA-256 ${there}, and ${"a".repeat(64)} is declared`,
    );
  });

  it("has no last result before its first run", async () => {
    makeIperiusJob(host.drive, "[Job]\r\nNAME=young\r\n");

    expect(await observe(await check("young", { lastResult: "0" }))).toMatchObject({
      lastResult: "none yet",
    });
  });

  it("fails where it never wrote a log", async () => {
    fs.rmSync(makeIperiusJob(host.drive, "[Job]\r\nNAME=silent\r\n"));

    expect(await observe(await check("silent"))).toMatchObject({ log: "missing" });
  });

  it("fails where the service is stopped and its log has grown old, and stays when nobody checks it any more", async () => {
    await host.stopService();
    makeIperiusJob(host.drive, "[Job]\r\nNAME=old\r\n", new Date(Date.now() - 31 * hours));
    const envelope = await check("old");

    expect(await observe(envelope)).toMatchObject({ job: "old", log: "old", service: "Stopped" });
    expect((await host.run("apply", envelope)).stderr).toMatch(
      /its log is old, and it must .*; the service IperiusSvc is Stopped, and it must be Running/,
    );
    expect(await observe(await check("old", { maximumAgeHours: 32 }))).toMatchObject({
      log: "recent",
    });
    expect((await host.run("remove", envelope)).stdout.trim()).toBe("left in Iperius: old");
  });
});
