import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../../model/remote/envelope";
import { shellCommandLine } from "../../../components/remote/shell";
import { type HostRun } from "../../support/posix-host";
import { WitnessedMachine } from "../../support/witnessed-machine";

/**
 * What `mc replicate` does for one bucket, in the forms that the client prints, and a copy of the log-ins that it was
 * given. The rule stands in `$STATE/rule`.
 */
const client = `
[ "$1" = --config-dir ] || exit 2
cp "$2/config.json" "$STATE/config.json"
shift 4
echo "$1 $2" >>"$STATE/log"
case " $(cat "$STATE/broken" 2>/dev/null) " in *" $1-$2 "*) echo "mc: <ERROR> Unable to $1 $2." >&2; exit 1 ;; esac
case "$1 $2" in
  "admin info")
    echo "mc: a warning" >&2
    if [ "$(cat "$STATE/version")" = down ]; then
      echo '{"status":"error","error":"dial tcp: connection refused","info":{"buckets":{"count":0}}}'
      exit
    fi
    jq -n --arg version "$(cat "$STATE/version")" '{ status: "success", info: { servers: [
      { endpoint: "fs01.lab:9000", version: "2026-02-12T20:18:48Z" }, { endpoint: "fs02.lab:9000", $version } ] } }'
    ;;
  "version info") echo "$3 versioning is enabled" ;;
  "replicate export") cat "$STATE/rule" 2>/dev/null || echo "No replication configuration found for $3" ;;
  "replicate ls")
    alias=$(jq -r .remote "$STATE/rule" | cut -d/ -f1)
    echo "Remote Bucket: $(jq -r --arg alias "$alias" '.aliases[$alias].url | sub("^https://"; "")' "$STATE/config.json")/$(jq -r .remote "$STATE/rule" | cut -d/ -f2-)"
    ;;
  "replicate add")
    jq -n --arg remote "$5" --arg id "\${11}" --argjson priority "$7" '{ $remote, Rules: [{
      ID: $id, Status: "Enabled", Priority: $priority, DeleteReplication: { Status: "Disabled" },
      DeleteMarkerReplication: { Status: "Disabled" }, ExistingObjectReplication: { Status: "Enabled" } }] }' >"$STATE/rule"
    ;;
  "replicate rm") rm "$STATE/rule" ;;
  *) exit 2 ;;
esac
`;

/** A real shell on a machine with MinIO and its client. */
export class MinioMachine {
  readonly machine = new WitnessedMachine("minio-machine");
  private readonly state = path.join(this.machine.directory, "state");
  private readonly runDirectory = path.join(this.machine.directory, "run");

  constructor() {
    fs.mkdirSync(this.state);
    this.install("2026-02-12T20:18:48Z");
    fs.mkdirSync(this.runDirectory, { recursive: true });
    this.machine.install("mc", [`STATE='${this.state}'`, client]);
  }

  /** Does what the stack would do over SSH. */
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    const script = envelope.script.replaceAll(/(?<= |=|>)\/run\//g, `${this.runDirectory}/`);
    return this.machine.run(shellCommandLine(action), sealEnvelope({ ...envelope, script }));
  }

  /** Puts another release on one of its two servers. */
  install(version: string): void {
    fs.writeFileSync(path.join(this.state, "version"), version);
  }

  /** What somebody made of the rule. @param filter - jq */
  edit(filter: string): void {
    const file = path.join(this.state, "rule");
    const edited = execFileSync("jq", [filter, file], { encoding: "utf8" });
    fs.writeFileSync(file, edited);
  }

  /** Has these commands of the client fail: `replicate-ls`. */
  break(...commands: readonly string[]): void {
    fs.writeFileSync(path.join(this.state, "broken"), commands.join(" "));
  }

  /** The client's commands so far. */
  get commands(): string[] {
    return fs.readFileSync(path.join(this.state, "log"), "utf8").trim().split("\n");
  }

  /** What is left of log-ins on the machine. */
  get leftovers(): string[] {
    return fs.readdirSync(this.runDirectory).filter((name) => name !== "backup-remote");
  }

  /** The log-ins that the client was given, by alias. */
  logIns(): Readonly<Record<string, { readonly accessKey: string; readonly secretKey: string }>> {
    const config = fs.readFileSync(path.join(this.state, "config.json"), "utf8");
    return (JSON.parse(config) as { aliases: ReturnType<MinioMachine["logIns"]> }).aliases;
  }
}
