import * as fs from "node:fs";
import { BudgetsClient } from "@aws-sdk/client-budgets";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { RemoteSession } from "../../../../components/remote/session";
import { shellQuote } from "../../../../components/remote/shell";
import { entry } from "../../../../model/record";
import { type SandboxEndpoints } from "../../../../sandbox/endpoints";

/** Somebody who changes servers by hand, through each product's own interface, past the stack. */
export class Operator {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly iam: IAMClient;
  readonly secretsManager: SecretsManagerClient;
  readonly cloudTrail: CloudTrailClient;
  readonly sns: SNSClient;
  readonly budgets: BudgetsClient;
  private readonly sessions = new Map<string, RemoteSession>();

  constructor(private readonly endpoints: SandboxEndpoints) {
    const { endpoint, region, accessKey, secretKey } = endpoints.aws;
    const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
    const access = { endpoint, region, credentials };
    this.s3 = new S3Client({ ...access, forcePathStyle: true });
    this.kms = new KMSClient(access);
    this.iam = new IAMClient(access);
    this.secretsManager = new SecretsManagerClient(access);
    this.cloudTrail = new CloudTrailClient(access);
    this.sns = new SNSClient(access);
    this.budgets = new BudgetsClient(access);
  }

  /** Types one command on a host and fails unless it succeeds. */
  async on(host: string, words: readonly string[], stdin = ""): Promise<string> {
    return this.run(host, words.map(shellQuote).join(" "), stdin);
  }

  /** Types into PowerShell on the Windows host. */
  async powershell(script: string): Promise<string> {
    const encoded = Buffer.from(script, "utf16le").toString("base64");
    return this.run("vbr01", `pwsh.exe -NoProfile -NonInteractive -EncodedCommand ${encoded}`, "");
  }

  /** MinIO's own client as a site's administrator; `here` stands for the site. */
  async mc(site: string, args: readonly string[], stdin = ""): Promise<string> {
    const { endpoint, user, password } = entry(this.endpoints.minio, site);
    const login = `MC_HOST_here=https://${user}:${password}@${endpoint}`;
    return this.on(site, ["env", login, "mc", "--no-color", ...args], stdin);
  }

  /** Logs out everywhere. */
  async leave(): Promise<void> {
    await Promise.all([...this.sessions.values()].map((session) => session.end()));
    const { s3, kms, iam, secretsManager, cloudTrail, sns, budgets } = this;
    for (const client of [s3, kms, iam, secretsManager, cloudTrail, sns, budgets]) client.destroy();
  }

  private async run(host: string, command: string, stdin: string): Promise<string> {
    const session = this.sessions.get(host) ?? this.login(host);
    this.sessions.set(host, session);
    const { exitCode, stdout, stderr } = await session.run(command, stdin);
    if (exitCode !== 0) throw new Error(`${host}: ${command}: ended with ${exitCode}: ${stderr}`);
    return stdout;
  }

  private login(host: string): RemoteSession {
    const { address, port, hostKey } = entry(this.endpoints.hosts, host);
    const { user, privateKeyFile } = this.endpoints.ssh;
    const privateKey = fs.readFileSync(privateKeyFile, "utf8");
    const patience = { dialErrorLimit: 1, perDialTimeout: 15 };
    return new RemoteSession({ host: address, port, user, privateKey, hostKey, ...patience });
  }
}
