import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Agent, Bucket } from "./agent";
import { resticProgram } from "../quick-restic";
import { snapshot } from "./backed-up-guest";
import { type Differences, typeRunbook } from "./by-hand";
import { type Contents } from "./tamperings";

export let exported: {
  readonly bucket: Bucket;
  readonly agent: Agent;
  /** What was exported. */
  readonly image: Buffer;
};
export let whole: Contents;
/** Key of the export's repository. */
export let at: string;

/** PBS's client as far as the agent knows it: one snapshot, whose archives it hands out. */
function clientOf(image: string, directory: string): string {
  const file = `${directory}/client`;
  const hands = `case "$3" in drive-*) exec cat '${image}' ;; *) echo "name: guest" ;; esac`;
  fs.writeFileSync(file, `#!/bin/sh\n${hands}\n`, { mode: 0o755 });
  return file;
}

export const restore = (...words: string[]) => restoreTo(exported.agent.at("image"), ...words);
export const restoreTo = (target: string, ...words: string[]) =>
  exported.agent.run("restore", "vm", snapshot, "drive-scsi0.img", target, ...words);
export const byHand = (differences?: Differences) =>
  typeRunbook(exported, exported.agent.at("elsewhere"), differences);
export const image = () => exported.agent.at("elsewhere/image/drive-scsi0.img");

/** As whoever has the export's key. */
export async function restic(
  below: string,
  words: readonly string[],
  input: string,
): Promise<void> {
  const child = spawn(
    resticProgram(),
    [
      ...["-r", `s3:${exported.bucket.url}/vm-archive/${below}`, "-o", "s3.region=us-east-1"],
      ...["-p", exported.agent.at("configuration/vm/export-key"), "--no-cache", "-q", ...words],
    ],
    {
      env: { AWS_ACCESS_KEY_ID: "sandbox", AWS_SECRET_ACCESS_KEY: "sandbox" },
      stdio: ["pipe", "ignore", "inherit"],
    },
  );
  child.stdin.end(input);
  expect(await once(child, "close")).toEqual([0, null]);
}

/** The whole export below another key. */
export function moved(to: string): Contents {
  return new Map([...whole].map(([key, object]) => [key.replace(at, to), object]));
}

/** Makes the export before the tests of a file, and puts it back before each of them. */
export function useExport(): void {
  beforeAll(async () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "tampering-"));
    const image = randomBytes(10 * 1024 * 1024);
    fs.writeFileSync(`${directory}/image`, image);
    const listed = {
      "backup-time": Date.parse(snapshot.slice("vm/100/".length)) / 1000,
      verification: { state: "ok" },
      files: [
        { filename: "index.json.blob", "crypt-mode": "sign-only", size: 500 },
        { filename: "drive-scsi0.img.fidx", "crypt-mode": "encrypt", size: 10 * 1024 * 1024 },
        { filename: "qemu-server.conf.blob", "crypt-mode": "encrypt", size: 50 },
      ],
    };
    const source = { repository: "r", fingerprint: "f", secret: "s", clientKey: "{}" };
    const bucket = await Bucket.start();
    const agent = new Agent(source, bucket, clientOf(`${directory}/image`, directory));
    agent.replaceClient("snapshot", `echo '${JSON.stringify([listed])}'`);
    exported = { bucket, agent, image };
    const { code, err } = await agent.run("export", "vm");
    if (code !== 0) throw new Error(err);
    whole = await bucket.contents();
    at = (/^(.*Z)\/config$/m.exec([...whole.keys()].join("\n")) as RegExpExecArray)[1] as string;
    fs.rmSync(directory, { recursive: true });
  });
  afterAll(async () => {
    exported.agent.remove();
    await exported.bucket.stop();
  });
  beforeEach(() => exported.bucket.holdOnly(whole));
  afterEach(() => {
    exported.agent.configure({});
    exported.agent.passTime(0);
    for (const program of ["sha256sum", "sync"])
      fs.rmSync(exported.agent.at(`bin/${program}`), { force: true });
    for (const made of ["image", "image.partial", "elsewhere"])
      fs.rmSync(exported.agent.at(made), { recursive: true, force: true });
  });
}
