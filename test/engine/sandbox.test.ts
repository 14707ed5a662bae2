import { randomInt } from "node:crypto";
import { execFile, type ExecFileException } from "node:child_process";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { CreateKeyCommand, DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { runningSandbox, sandboxStatus, startSandbox, stopSandbox } from "../../sandbox/sandbox";
import { mostLogIns } from "../../components/remote/log-ins";
import { type SupervisorStatus } from "../../sandbox/supervisor/status";
import { resolveToolchain, type Toolchain } from "../../sandbox/toolchain/toolchain";
import { survivors } from "../../sandbox/test/supervisor/support/nest";
import { until } from "../support/until";
import { TestSandbox } from "./support/sandbox";

const sandbox = new TestSandbox("servers");
const { layout } = sandbox;
let tools: Toolchain;
let endpoints: SandboxEndpoints;

beforeAll(async () => {
  await sandbox.remove();
  tools = await resolveToolchain({ output: { write: () => true } });
  endpoints = await startSandbox(tools, layout);
});
afterAll(() => sandbox.remove());

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `command` on a host by SSH; the host must have the key of `keyOf`. */
function ssh(host: string, command: string, keyOf = host): Promise<Answer> {
  const { address, port } = endpoints.hosts[host] ?? { address: "", port: 0 };
  // Clients side by side read this file, so none may see it half written.
  const knownHosts = path.join(layout.run, `known-${host}-as-${keyOf}`);
  if (!existsSync(knownHosts)) {
    writeFileSync(`${knownHosts}.new`, `[${address}]:${port} ${endpoints.hosts[keyOf]?.hostKey}\n`);
    renameSync(`${knownHosts}.new`, knownHosts);
  }
  const options = [
    ...["-o", `UserKnownHostsFile=${knownHosts}`, "-o", "StrictHostKeyChecking=yes"],
    ...["-o", "BatchMode=yes", "-i", endpoints.ssh.privateKeyFile, "-p", String(port)],
  ];
  return new Promise((resolve) =>
    execFile(
      "ssh",
      [...options, `${endpoints.ssh.user}@${address}`, command],
      (error: ExecFileException | null, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  );
}

async function runningStatus(): Promise<SupervisorStatus> {
  const status = await sandboxStatus(layout);
  if (status === undefined) throw new Error("the sandbox does not run");
  return status;
}

describe("a simulated host", () => {
  it("has a name and files of its own", async () => {
    const { stdout } = await ssh("pbs01", "hostname; echo made > /var/lib/mark; ls /var/lib");
    expect(stdout).toBe("pbs01\nmark\n");
    expect(existsSync(sandbox.hostFile("pbs01", "/var/lib/mark"))).toBe(true);
    expect((await ssh("node01", "ls /var/lib")).stdout).toBe("");
  });

  it("cannot change the machine it runs on", async () => {
    const { code, stderr } = await ssh("node01", "touch /usr/bin/mark");
    expect(code).toBe(1);
    expect(stderr).toContain("Read-only file system");
  });

  it("has the programs of its product where the product has them", async () => {
    expect((await ssh("pbs01", "command -v proxmox-backup-manager")).stdout).toBe(
      "/usr/sbin/proxmox-backup-manager\n",
    );
    expect((await ssh("fs01", "command -v mc proxmox-backup-manager")).stdout).toBe(
      "/usr/local/bin/mc\n",
    );
  });

  it("fails a client that expects another host key", async () => {
    const { code, stderr } = await ssh("pbs01", "true", "fs01");
    expect(code).toBe(255);
    expect(stderr).toContain("Host key verification failed");
  });

  it("serves as many clients at once as the stack may be", async () => {
    const clients = Array.from({ length: mostLogIns }, () => ssh("fs03", "echo ok"));
    const answers = await Promise.all(clients);
    expect(answers.filter(({ stdout }) => stdout !== "ok\n")).toEqual([]);
  });
});

describe("the sandbox", () => {
  it("is joined by a second start", async () => {
    const before = await runningStatus();
    expect(await startSandbox(tools, layout)).toEqual(endpoints);
    expect((await runningStatus()).supervisor).toEqual(before.supervisor);
  });

  it("leaves nothing when its supervisor is killed, and starts again where it was", async () => {
    // Seconds that nobody else on this machine sleeps for.
    const mark = String(randomInt(1e8, 1e9));
    await ssh("node01", `nohup sleep ${mark} > /dev/null 2>&1 &`);
    expect(await sleepers(mark)).toBe(1);
    const before = await runningStatus();

    process.kill(before.supervisor.pid, "SIGKILL");

    await until(async () => survivors(before).length === 0 && (await sleepers(mark)) === 0);
    expect(await runningSandbox(layout)).toBeUndefined();
    expect(await startSandbox(tools, layout)).toEqual(endpoints);
  });

  it("fails on a server that does not come up, with its name and its last words, and leaves nothing running", async () => {
    await stopSandbox(layout);
    const state = path.join(layout.servers, "moto", "state.pickle");
    renameSync(state, `${state}.aside`);
    writeFileSync(state, "no state at all");

    const failure = startSandbox(tools, layout);

    await expect(failure).rejects.toThrow(/server "moto" \(http.*\) did not come up: /);
    await expect(failure).rejects.toThrow(/the last lines of .*moto\.log:\n[^]*UnpicklingError/);
    await expect(failure).rejects.not.toThrow(/minio/);
    expect(await runningSandbox(layout)).toBeUndefined();
    renameSync(`${state}.aside`, state);
    expect(await startSandbox(tools, layout)).toEqual(endpoints);
  });

  it("keeps what is in the cloud over a stop", async () => {
    const { endpoint, region, accessKey, secretKey } = endpoints.aws;
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    const [kms, s3] = [
      new KMSClient({ endpoint, region, credentials }),
      new S3Client({ endpoint, region, credentials, forcePathStyle: true }),
    ];
    const keys = await Promise.all([1, 2, 3].map(() => kms.send(new CreateKeyCommand({}))));
    const Bucket = "kept-over-a-stop";
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    for (const Body of ["first", "second"])
      await s3.send(new PutObjectCommand({ Bucket, Key: "object", Body }));
    const versions = async () =>
      (await s3.send(new ListObjectVersionsCommand({ Bucket }))).Versions?.map((version) => [
        version.VersionId,
        version.Size,
        version.LastModified,
      ]);
    const before = await versions();
    expect(before).toHaveLength(2);

    expect(await stopSandbox(layout)).toBe(true);
    await startSandbox(tools, layout);

    expect(await versions()).toEqual(before);
    for (const { KeyMetadata } of keys) {
      const { KeyId } = KeyMetadata ?? {};
      const found = await kms.send(new DescribeKeyCommand({ KeyId }));
      expect(found.KeyMetadata).toEqual(KeyMetadata);
    }
  });
});

describe("a command for a sandbox that does not run", () => {
  const absent = new TestSandbox("absent");

  it.each([
    ["pulumi", ["stack"]],
    ["drift", []],
  ])("fails with how to start it: %s", async (name, args) => {
    expect(await absent.run(name, args)).toEqual({
      code: 1,
      output: `no sandbox runs in ${absent.layout.root}; start it with: npm start\n`,
    });
  });

  it("has nothing to stop", async () => {
    expect(await absent.run("sandbox-stop")).toEqual({
      code: 0,
      output: "The sandbox was not running.\n",
    });
  });
});

/** How many processes of this machine sleep for `mark` seconds. */
function sleepers(mark: string): Promise<number> {
  return new Promise((resolve) =>
    execFile("pgrep", ["-fx", `sleep ${mark}`], (_error, stdout) =>
      resolve(stdout.split("\n").filter(Boolean).length),
    ),
  );
}
