import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type Envelope, type RemoteAction } from "../../../model/remote/envelope";
import { credentialsFile } from "../../../components/offsite/s3-credentials";
import { shellCommandLine } from "../../../components/remote/shell";
import { answerAlone } from "../../support/answer-alone";
import { declared, envelopeIn, registered, secrets, source } from "./declared-export";
import { roundsApart } from "./rounds-apart";

/** systemd's own checker works without a running systemd; a machine may be without it. */
const whenSystemd = fs.existsSync("/usr/bin/systemd-analyze") ? it : it.skip;

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "offsite-host-"));
  fs.mkdirSync(path.join(root, "bin"));
  // Only that the host has it is asked; the agent's own tests run it.
  program("proxmox-backup-client", "");
  program("restic", "echo restic 0.18.1 compiled with go1.26.6 on linux/amd64");
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const at = (file: string) => path.join(root, file);
const program = (name: string, lines: string) =>
  fs.writeFileSync(at(`bin/${name}`), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
const job = (file: string) => at(`etc/offsite-export/guest-image-offsite/${file}`);
const units = "etc/systemd/system";
const timer = `${units}/offsite-export@guest-image-offsite.timer`;
const resumeTimer = `${units}/offsite-export-resume@guest-image-offsite.timer`;
const enabled = (file: string) => at(`${units}/timers.target.wants/${path.basename(file)}`);

function run(action: RemoteAction, envelope: Envelope) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const shell = spawn("/bin/sh", ["-c", shellCommandLine(action)], {
      env: { PATH: [at("bin"), process.env["PATH"]].join(":"), HOST_ROOT: root },
    });
    const printed = { out: "", err: "" };
    shell.stdout.on("data", (data: Buffer) => (printed.out += data.toString()));
    shell.stderr.on("data", (data: Buffer) => (printed.err += data.toString()));
    shell.once("error", reject);
    shell.once("close", (code) => resolve({ code, ...printed, out: answerAlone(printed.out) }));
    shell.stdin.end(JSON.stringify(envelope));
  });
}

async function apply(changes: Parameters<typeof registered>[0] = {}) {
  const envelope = envelopeIn(await registered(changes));
  const { code, out, err } = await run("apply", envelope);
  if (code !== 0) throw new Error(err);
  return { envelope, observed: JSON.parse(out) as Record<string, unknown> };
}

describe("the export agent", () => {
  it("is installed with its job, its secrets for root alone, and two timers that are enabled", async () => {
    const { envelope, observed } = await apply();
    expect(observed).toEqual(envelope.document);
    expect(fs.statSync(at("usr/local/sbin/offsite-export")).mode & 0o777).toBe(0o755);
    for (const name of [
      "s3-credentials",
      "pbs-secret",
      "export-key",
      "client-key.json",
      "config.json",
    ]) {
      expect(fs.statSync(job(name)).mode & 0o777).toBe(0o600);
    }
    expect(fs.readFileSync(job("pbs-secret"), "utf8")).toBe(`${secrets.tokenSecret}\n`);
    expect(fs.readFileSync(job("s3-credentials"), "utf8")).toContain(
      "aws_secret_access_key = s3cr3t/access+key\n",
    );
    expect(fs.readFileSync(at(timer), "utf8")).toContain(
      "OnCalendar=mon *-1..7 22:15 America/New_York\n",
    );
    expect(fs.readFileSync(at(resumeTimer), "utf8")).toContain(
      "OnCalendar=mon,fri 22:00 America/New_York\n",
    );
    for (const file of [timer, resumeTimer]) {
      expect(fs.readFileSync(enabled(file), "utf8")).toBe(fs.readFileSync(at(file), "utf8"));
    }
    const services = ["offsite-export@.service", "offsite-export-resume@.service"];
    const starts = services.map(
      (name) => /^ExecStart=(.*)$/m.exec(fs.readFileSync(at(`${units}/${name}`), "utf8"))?.[1],
    );
    expect(starts).toEqual([
      "/usr/local/sbin/offsite-export export %i",
      "/usr/local/sbin/offsite-export resume %i",
    ]);
    expect(fs.statSync(at("var/lib/prometheus/node-exporter")).mode & 0o777).toBe(0o755);
  });

  it("limits the bandwidth in KiB, which restic takes, and tells no less than is allowed", async () => {
    await apply({ uploadMbps: 300 });
    expect(JSON.parse(fs.readFileSync(job("config.json"), "utf8"))).toMatchObject({
      uploadKiBps: 36622,
    });
  });

  it("leaves no access key behind that an earlier version has put there", async () => {
    await apply();
    fs.writeFileSync(job("rclone.conf"), "secret_access_key = s3cr3t");
    await apply({ keptDays: 371 });
    expect(fs.existsSync(job("rclone.conf"))).toBe(false);
  });

  it("binds exports to the stack, and knows how long they are kept", async () => {
    await apply({ keptDays: 371, endpoint: "https://s3.example.com" });
    expect(JSON.parse(fs.readFileSync(job("config.json"), "utf8"))).toMatchObject({
      estate: `${pulumi.getProject()}/${pulumi.getStack()}`,
      ...{ keptDays: 371, region: "us-east-1", endpoint: "https://s3.example.com", packMiB: 128 },
    });
  });

  it("says what it is to policies without a secret, and prints none", async () => {
    const resources = await registered();
    const component = resources.find(({ type }) => type === "backup:offsite:ExportAgent");
    expect(component?.inputs["declared"]).toEqual({
      host: "pbs01",
      ...{ ...source, ...declared },
    });
    const { out, err } = await run("apply", envelopeIn(resources));
    const shown = JSON.stringify(component?.inputs) + out + err;
    for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret);
    expect(shown).not.toContain("s3cr3t");
  });

  // What each shows, all of them at once: another name in the list would be of no damage.
  it.each([
    [
      "of the program, a secret, a timer, a service and the configuration",
      () => {
        fs.appendFileSync(at("usr/local/sbin/offsite-export"), "#\n");
        fs.writeFileSync(job("export-key"), "another\n");
        fs.rmSync(enabled(timer));
        fs.appendFileSync(at(`${units}/offsite-export-resume@.service`), "User=nobody\n");
        fs.writeFileSync(job("config.json"), "{");
      },
      ["config", "files", "program", "timers", "units"],
    ],
    [
      "that others may read a secret, of the rest's timer, of a time, and to nothing of the configuration",
      () => {
        fs.chmodSync(job("s3-credentials"), 0o644);
        fs.rmSync(enabled(resumeTimer));
        fs.writeFileSync(at(timer), "[Timer]\nOnCalendar=daily\n");
        fs.writeFileSync(job("config.json"), "");
      },
      ["config", "files", "timers", "units"],
    ],
  ])("shows changes by hand %s, and is repaired by applying", async (_, damage, properties) => {
    const { envelope } = await apply();
    damage();
    const seen = JSON.parse((await run("read", envelope)).out) as Record<string, unknown>;
    const different = Object.keys(seen).filter(
      (name) => JSON.stringify(seen[name]) !== JSON.stringify(sorted(envelope.document[name])),
    );
    expect(different.sort()).toEqual(properties);
    expect((await apply()).observed).toEqual(envelope.document);
  });

  it("is removed without a trace but for its state, and leaves another job's program", async () => {
    const { envelope } = await apply();
    fs.mkdirSync(at("etc/offsite-export/other"));
    expect((await run("remove", envelope)).code).toBe(0);
    expect(fs.existsSync(at("usr/local/sbin/offsite-export"))).toBe(true);
    fs.rmdirSync(at("etc/offsite-export/other"));
    await apply();
    expect((await run("remove", envelope)).err).toContain("the exports in the bucket stay");
    expect(fs.existsSync(at("usr/local/sbin/offsite-export"))).toBe(false);
    expect(fs.readdirSync(at(units))).toEqual(["timers.target.wants"]);
    expect(fs.readdirSync(at(`${units}/timers.target.wants`))).toEqual([]);
    expect((await run("read", envelope)).out).toBe("null\n");
  });

  it("fails with what is missing on the host, and installs nothing", async () => {
    fs.rmSync(at("bin/proxmox-backup-client"));
    await expect(apply()).rejects.toThrow("proxmox-backup-client is missing");
    expect(fs.existsSync(at("usr"))).toBe(false);
  });

  it.each([
    ["0.14.0", "restic 0.14.0 compiled with go1.19.8 on linux/amd64"],
    ["of an unknown version", "another program"],
  ])("fails with a restic that is %s, and installs nothing", async (found, answer) => {
    program("restic", `echo ${answer}`);
    await expect(apply()).rejects.toThrow(`restic is ${found}, 0.18.0 or later is needed, fix: `);
    expect(fs.existsSync(at("usr"))).toBe(false);
  });

  it("fails for a credential that would end its line in its file", () => {
    const keys = { accessKey: "AKIA", secretKey: "a\nrole_arn = arn:aws:iam::1:role/other" };
    expect(() => credentialsFile(keys)).toThrow(
      "aws_secret_access_key of the offsite export holds a line break",
    );
  });

  describe("where something of its name is already", () => {
    const create = async () => run("create", envelopeIn(await registered()));

    it.each([
      ["the program", "usr/local/sbin/offsite-export"],
      ["a service", `${units}/offsite-export@.service`],
      ["a timer", timer],
      ["a secret", "etc/offsite-export/guest-image-offsite/s3-credentials"],
    ])("fails for %s of somebody else's, and leaves it", async (_, file) => {
      fs.mkdirSync(path.dirname(at(file)), { recursive: true });
      fs.writeFileSync(at(file), "theirs");
      const { code, err } = await create();

      expect(code).toBe(1);
      expect(err).toContain("is there already, made by somebody else, so nothing was changed");
      expect(err).toContain(`/${file}: there "`);
      expect(fs.readFileSync(at(file), "utf8")).toBe("theirs");
    });

    it("goes on with what the stack has made: its own, broken off, and that of its other job", async () => {
      expect((await create()).code).toBe(0);
      fs.rmSync(job("config.json"));
      expect((await create()).code).toBe(0);
      const envelope = envelopeIn(await registered());
      const other = await run("create", { ...envelope, identity: "another" });
      expect(other).toMatchObject({ code: 0 });
    });

    it("is written over where the stack's file says so", async () => {
      const envelope = envelopeIn(await registered());
      fs.mkdirSync(at("usr/local/sbin"), { recursive: true });
      fs.writeFileSync(at("usr/local/sbin/offsite-export"), "theirs");
      expect((await run("create", { ...envelope, adopt: true })).code).toBe(0);
    });
  });

  whenSystemd("has units that are shut off from the rest of the machine", async () => {
    await apply();
    for (const unit of ["offsite-export@.service", "offsite-export-resume@.service"]) {
      const { stdout } = spawnSync(
        "systemd-analyze",
        ["security", "--offline=true", at(`${units}/${unit}`)],
        { encoding: "utf8" },
      );
      const [, exposure] = /Overall exposure level for \S+: (\S+)/.exec(stdout) ?? [];
      expect(Number(exposure)).toBeLessThan(4);
    }
  });

  it("has no ending that systemd takes for a success but the one that is, nor a lock that others reach", async () => {
    await apply();
    for (const unit of ["offsite-export@.service", "offsite-export-resume@.service"]) {
      const text = fs.readFileSync(at(`${units}/${unit}`), "utf8");
      expect(text).not.toContain("SuccessExitStatus");
      expect(text).not.toContain("/run/lock");
      expect(text).toContain("StateDirectoryMode=0700\n");
    }
  });

  it.each(roundsApart)(
    "is told how long the rounds of %s may lie apart",
    async (schedule, days) => {
      await apply({ schedule });
      expect(JSON.parse(fs.readFileSync(job("config.json"), "utf8"))).toMatchObject({
        roundDays: days,
      });
    },
  );

  whenSystemd("has units that systemd accepts", async () => {
    await apply();
    for (const unit of [
      path.basename(timer),
      path.basename(resumeTimer),
      "offsite-export@.service",
      "offsite-export-resume@.service",
    ]) {
      expect({ unit, complaints: complaints(unit) }).toEqual({ unit, complaints: [] });
    }
  });

  it("is not sent with a schedule that is no calendar event, or never comes again", async () => {
    await expect(registered({ schedule: "mon 25:00" })).rejects.toThrow('"25:00" says no hour');
    await expect(registered({ schedule: "2026-01-05 22:00" })).rejects.toThrow("never follow");
  });

  whenSystemd("has units of which systemd says what is no calendar event", async () => {
    await apply();
    const text = fs.readFileSync(at(timer), "utf8");
    fs.writeFileSync(at(timer), text.replace(/^OnCalendar=.*$/m, "OnCalendar=mon 25:00"));
    expect(complaints(path.basename(timer)).join("\n")).toContain(
      "Failed to parse calendar specification",
    );
  });
});

/** What systemd has against a unit, apart from the program, which is elsewhere in a test. */
function complaints(unit: string): string[] {
  const { stderr } = spawnSync("systemd-analyze", ["verify", at(`etc/systemd/system/${unit}`)], {
    encoding: "utf8",
  });
  return stderr.split("\n").filter((line) => line !== "" && !line.includes("is not executable"));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
