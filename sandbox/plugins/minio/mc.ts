import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type Readable } from "node:stream";
import { text } from "node:stream/consumers";

/** The name under which `mc` knows the server; part of each `alias/bucket` argument. */
export const alias = "target";

/** What `mc` needs to reach the server; passed on in its environment, where no list of processes shows it. */
export interface McServer {
  readonly endpoint: URL;
  readonly user: string;
  readonly password: string;
  readonly sessionToken?: string;
  /** PEM file of an authority to trust. */
  readonly authorityFile?: string;
  /** Takes any certificate. */
  readonly insecure: boolean;
}

/** One failed call of `mc`. */
export class McFault extends Error {
  constructor(
    message: string,
    /** MinIO's own code, for example `XMinioAdminNoSuchUser`; empty if the call did not get that far. */
    readonly code: string,
  ) {
    super(message);
  }
}

/** The reply of `mc --json`, one object. */
export type McReply = Record<string, unknown>;

/** Runs `mc`. Arguments must not hold a secret: those go on standard input. */
export type Mc = (args: readonly string[], stdin?: string) => Promise<McReply>;

/** Longest a call may take, in milliseconds; `mc` itself waits for ever for a silent server. */
const patience = 30_000;

interface McError {
  readonly message?: string;
  readonly cause?: { readonly message?: string; readonly error?: { readonly Code?: string } };
}

function hostVariable({ endpoint, user, password, sessionToken }: McServer): string {
  const login = [user, password, ...(sessionToken ? [sessionToken] : [])];
  return `${endpoint.protocol}//${login.join(":")}@${endpoint.host}`;
}

function parseLastLine(output: string): McReply | undefined {
  const line = output.trim().split("\n").at(-1) ?? "";
  return line.startsWith("{") ? (JSON.parse(line) as McReply) : undefined;
}

function fault(args: readonly string[], reason: string | undefined, code = ""): McFault {
  const words = args.filter((word) => word !== "--json").join(" ");
  return new McFault(`mc ${words}: ${reason?.trim() || "no reply"}`, code);
}

function readReply(args: readonly string[], output: string, complaint: string): McReply {
  const reply = parseLastLine(output);
  if (reply?.["status"] === "success") return reply;
  const { message = complaint, cause }: McError = reply?.["error"] ?? {};
  throw fault(args, cause?.message ?? message, cause?.error?.Code);
}

/** An open file that holds `text` and is already gone from its directory: `mc` opens /dev/stdin, which a socket refuses. */
function openInput(directory: string, text: string): number {
  const file = path.join(directory, `input-${randomUUID()}`);
  writeFileSync(file, text, { mode: 0o600 });
  const input = openSync(file, "r");
  rmSync(file);
  return input;
}

async function call(
  args: readonly string[],
  stdin: string,
  env: NodeJS.ProcessEnv,
): Promise<McReply> {
  const directory = mkdtempSync(path.join(tmpdir(), "mc-"));
  try {
    const input = openInput(directory, stdin);
    const child = spawn("mc", args, {
      env: { ...env, MC_CONFIG_DIR: directory },
      signal: AbortSignal.timeout(patience),
      stdio: [input, "pipe", "pipe"],
    }) as ChildProcessByStdio<null, Readable, Readable>;
    closeSync(input);
    const started = new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve).once("error", (error) => {
        const advice = "the stand-in for the plugin minio needs MinIO's client mc on PATH";
        reject(new McFault(`${advice}: ${error.message}`, ""));
      });
    });
    const [output, complaint] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      started,
    ]);
    return readReply(args, output, complaint);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * The MinIO client for one server: MinIO's administrative calls are encrypted in a way only its own client speaks. Each
 * call has a configuration directory of its own, which goes with it, so that an end by force leaves nothing behind.
 *
 * @throws McFault from each call that fails, and if there is no `mc` on PATH
 */
export function minioCommand(server: McServer): Mc {
  const env = {
    ...process.env,
    [`MC_HOST_${alias}`]: hostVariable(server),
    ...(server.authorityFile ? { SSL_CERT_FILE: server.authorityFile } : {}),
  };
  const always = server.insecure ? ["--insecure"] : [];
  return (args, stdin = "") => call([...always, "--json", ...args], stdin, env);
}
