import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { main } from "../../../commands/policy";
import { ruleSettings } from "../../../commands/policy/configuration";
import { judged } from "../../../commands/policy/judge";
import { packDirectory, withPack } from "../../../commands/policy/pack";
import { withServedPack } from "../../../commands/policy/pack-process";
import { previewed } from "../../../commands/policy/preview/preview";
import { projectRoot } from "../../../lib/project-root";

const today = "2026-11-24";

let directory: string;
let printed: string[];

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "policy-"));
  printed = [];
  jest.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});

afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(directory, { recursive: true });
  expect(children()).toEqual([]);
});

/** What this process has started and that still runs, by its command line. */
function children(): string[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, parent] = /^PPid:\s+(\d+)$/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))!;
        const command = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
        const isOurs = parent === String(process.pid) && command.includes("@pulumi/pulumi/cmd/");
        return isOurs ? [command] : [];
      } catch {
        return [];
      }
    });
}

function written(name: string, content: unknown): string {
  const file = path.join(directory, name);
  fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

interface Told {
  readonly summary: Readonly<Record<string, number>>;
  readonly violations: readonly { readonly rule: string; readonly resource: string }[];
  readonly notJudged: readonly object[];
  readonly exceptions: readonly object[];
  readonly switchedOff: readonly string[];
}

/** What the command prints as JSON. */
async function told(...args: readonly string[]): Promise<Told & { readonly code: number }> {
  const code = await main([...args, "--json"], today);
  return { ...(JSON.parse(printed.join("\n")) as Told), code };
}

const nameOf = (urn: string) => urn.split("::").at(-1);
const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0";

/** A state with a bucket that somebody else made, and a command on a host. */
function state(connection: unknown, encryption = "AES256"): object {
  const type = {
    bucket: "aws:s3/bucket:Bucket",
    encryption:
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    command: "command:remote:Command",
  };
  const urn = (token: string, name: string) => `urn:pulumi:mine::backup::${token}::${name}`;
  const rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: encryption } }];
  const inputs = { __defaults: [], bucket: "strangers", rules };
  return {
    version: 3,
    deployment: {
      resources: [
        { urn: urn(type.bucket, "archive"), type: type.bucket, custom: true, inputs: {} },
        {
          ...{
            urn: urn(type.encryption, "archive-encryption"),
            type: type.encryption,
            custom: true,
          },
          ...{ inputs, outputs: { ...inputs, id: "strangers" } },
        },
        {
          ...{ urn: urn(type.command, "note"), type: type.command, custom: true },
          ...{ inputs: { connection, create: "true" }, outputs: { connection, create: "true" } },
        },
      ],
    },
  };
}

const inClear = (value: unknown) => ({
  [specialSigKey]: specialSecretSig,
  plaintext: JSON.stringify(value),
});
const sealed = { [specialSigKey]: specialSecretSig, ciphertext: "v1:abc:def" };

/** Asks one rule alone, so that others have no say. */
const alone = (rule: string, settings: object = {}) => ({
  ...{ all: "disabled", [rule]: { enforcementLevel: "mandatory", ...settings } },
});

describe("a stack's file, judged by the pack that is served", () => {
  it("passes where it is the lab's, with all that only an update will know", async () => {
    const sarif = path.join(directory, "policy.sarif");
    const verdict = await told(
      "--sarif",
      sarif,
      "--file",
      path.join(projectRoot, "Pulumi.lab.yaml"),
    );

    expect(verdict).toMatchObject({ code: 0, summary: { stopped: 0 }, switchedOff: [] });
    expect(verdict.summary["resources"]).toBeGreaterThan(200);
    expect(verdict.summary["rules"]).toBeGreaterThan(1);
    expect(verdict.notJudged).toContainEqual(
      expect.objectContaining({
        resource: "vault-vm-archive-encryption",
        property: "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId",
        rules: ["s3-bucket-own-key"],
      }),
    );
    const { runs } = JSON.parse(fs.readFileSync(sarif, "utf8")) as {
      runs: { invocations: object[] }[];
    };
    expect(runs[0]!.invocations[0]).toMatchObject({ executionSuccessful: true, exitCode: 0 });
  });
});

describe("a plain program of somebody else", () => {
  const program = path.join(__dirname, "strangers-program.ts");
  const preview = (args: readonly string[] = []) =>
    previewed({ program, args, stack: "mine", values: {}, secretKeys: [] });

  it("is refused by the right rule, and what is not known is told", async () => {
    const resources = await preview();
    const { violations, notJudged } = await withPack(packDirectory, (pack) =>
      judged(pack, ruleSettings(pack.info), resources, today),
    );

    const ofKeys = violations.filter(({ rule }) => rule === "s3-bucket-own-key");
    expect(ofKeys).toEqual([
      expect.objectContaining({
        resource: "amazons-key",
        problem: expect.stringContaining("sseAlgorithm AES256") as string,
        fix: expect.stringContaining("set sseAlgorithm to aws:kms") as string,
      }),
    ]);
    expect(nameOf(ofKeys[0]!.urn)).toBe("amazons-key");
    expect(notJudged).toContainEqual({
      ...{ resource: "own-key", rule: "s3-bucket-own-key" },
      property: "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId",
      reason: "is not known before the update",
    });
  });

  it("is registered with its options, its provider and where its values come from", async () => {
    const resources = await preview();
    const named = (name: string) => resources.find((one) => one.name === name)!;
    const [bucket, provider] = [
      named("archive"),
      resources.find((one) => one.urn === named("archive").provider),
    ];
    expect(bucket.options).toMatchObject({ protect: true });
    expect(provider).toMatchObject({
      type: "pulumi:providers:aws",
      name: expect.stringMatching(/^default_/) as string,
    });
    expect(named("own-key").propertyDependencies).toMatchObject({
      ...{ bucket: [bucket.urn], rules: [named("own").urn] },
    });
  });

  it.each([
    ["names two resources alike", "twice", /there are two resources with the URN .*::archive/],
    ["asks a provider", "asks", /getRegion is for a provider to tell, and no provider is asked/],
  ])("is not judged where it %s", async (_what, mode, refusal) => {
    await expect(preview([mode])).rejects.toThrow(refusal);
  });
});

describe("an exported state", () => {
  it("is refused by the right rule, with its secrets in clear", async () => {
    const connection = { host: "pbs01", privateKey: "s3cr3t" };
    const { code, violations, notJudged } = await told(
      ...["--state", written("mine.json", state(inClear(connection)))],
    );
    expect(code).toBe(1);
    expect(notJudged).toEqual([]);
    expect(violations.map(({ rule, resource }) => [rule, resource])).toEqual(
      expect.arrayContaining([
        ["remote-host-key-pinned", "note"],
        ["s3-bucket-own-key", "archive-encryption"],
      ]),
    );
    expect(printed.join()).not.toContain("s3cr3t");
  });

  it("is not judged where it is encrypted, by name, and what is not encrypted is judged", async () => {
    const config = written("one.json", alone("remote-host-key-pinned"));
    const file = written("mine.json", state(sealed));
    expect(await main(["--state", file, "--config", config], today)).toBe(1);

    const text = printed.join("\n");
    expect(text).toMatch(
      /Not judged\S*\n {2}connection is encrypted in this state: export it with --show-secrets/,
    );
    expect(text).toMatch(/of: note\n\s+by: every rule\n/);
    expect(text).toMatch(
      /mine.json, the state of the stack mine: 1 rule judged 3 resources: 0 stopped, 0 advisories, 1 not judged/,
    );
  });

  it("passes with what is let pass, and that is told", async () => {
    const exception = { resource: "note", reason: "moves in December", until: "2026-12-31" };
    const exceptions = [exception, { ...exception, resource: "gone" }];
    const config = written("one.json", alone("remote-host-key-pinned", { exceptions }));
    const file = written("mine.json", state(inClear({ host: "pbs01" })));

    const {
      code,
      exceptions: holding,
      switchedOff,
    } = await told("--state", file, "--config", config);
    expect(code).toBe(0);
    expect(holding).toEqual([
      { rule: "remote-host-key-pinned", ...exception, isUsed: true },
      { rule: "remote-host-key-pinned", ...exception, resource: "gone", isUsed: false },
    ]);
    expect(switchedOff).toContain("s3-bucket-own-key");
  });

  it("passes with an advisory, and not without a rule that judges", async () => {
    const file = written("mine.json", state({ host: "pbs01", hostKey }));
    const advisory = alone("s3-bucket-own-key", { enforcementLevel: "advisory" });
    expect(await main(["--state", file, "--config", written("a.json", advisory)], today)).toBe(0);
    expect(printed.join("\n")).toMatch(
      /Advisories[^]*1 rule judged 3 resources: 0 stopped, 1 advisory/,
    );

    const nothing = written("off.json", { all: "disabled" });
    expect(await main(["--state", file, "--config", nothing], today)).toBe(1);
    expect(printed.at(-1)).toContain("nothing was judged, because every rule is switched off");
  });
});

describe("a pack that does not judge", () => {
  /** A directory with a pack in it. */
  function pack(program: string): string {
    written("package.json", { name: "broken", version: "0.0.1", main: "index.js" });
    written("index.js", program);
    return directory;
  }
  const served = (
    program: string,
    work = (port: number) => Promise.resolve(port),
    patience = 60_000,
  ) => withServedPack(pack(program), work, patience);

  it("is told by what it printed where a dependency is missing", async () => {
    await expect(served('require("@pulumi/policy-of-nobody");')).rejects.toThrow(
      /the policy pack in .* ended with code \d+:\n[^]*Cannot find module '@pulumi\/policy-of-nobody'/,
    );
  });

  it("is told where it prints something else first", async () => {
    const program = 'console.log("hello"); setInterval(() => 0, 1000);';
    await expect(served(program)).rejects.toThrow(/did not say its port first:\nhello/);
  });

  it("is ended where it says no port in time", async () => {
    const program = 'process.stdout.write("4"); setInterval(() => 0, 1000);';
    await expect(served(program, undefined, 3_000)).rejects.toThrow(/said no port within 3 s:\n4/);
  });

  it("is told where it ends while it is asked", async () => {
    const program =
      'console.log(4713); setTimeout(() => { console.error("out of memory"); process.exit(3); }, 500);';
    const work = () => new Promise<never>(() => undefined);
    await expect(served(program, work)).rejects.toThrow(/ended with code 3:\n4713\nout of memory/);
  });

  it("is ended where the work with it fails", async () => {
    const program = "console.log(4713); setInterval(() => 0, 1000);";
    await expect(served(program, () => Promise.reject(new Error("broken")))).rejects.toThrow(
      "broken",
    );
  });

  it("is no good without an answer", async () => {
    const program = "console.log(1); setInterval(() => 0, 1000);";
    await expect(withPack(pack(program), (one) => Promise.resolve(one.info))).rejects.toThrow(
      /the policy pack could not judge \(getAnalyzerInfo\): /,
    );
  });
});
