import * as fs from "node:fs";
import * as path from "node:path";
import { seedGuests } from "../../../commands/sandbox/guests";
import { seedRoles } from "../../../commands/sandbox/roles";
import { type Declaration } from "../../../config/schema/estate";
import { expanded } from "../../../config/short-form";
import { type SandboxEndpoints } from "../../../sandbox/endpoints";
import { pveStateDirectory } from "../../../sandbox/products/pve/pve";
import { startSandbox } from "../../../sandbox/sandbox";
import { resolveToolchain } from "../../../sandbox/toolchain/toolchain";
import { labTwice, withSecondProducts } from "../../support/several-products";
import { shared, TestSandbox } from "./sandbox";

type Tree = Record<string, unknown>;
type Section = Record<string, Tree>;
type DeclaredGuest = Declaration["guests"][string];

/** Second servers of every product: another sandbox's, which the first one's stack is told of. */
const second = new TestSandbox("second");

/** Starts them: the same client logs in to both, and the first one's engine trusts both authorities. */
export async function startSecondServers(): Promise<SandboxEndpoints> {
  await second.remove();
  fs.cpSync(shared.layout.ssh, second.layout.ssh, {
    recursive: true,
    filter: (file) => file === shared.layout.ssh || path.basename(file).startsWith("client_"),
  });
  const guest = { ...(labTwice()["guests"] as Section)["second-web"], kind: "vm" } as DeclaredGuest;
  seedGuests(pveStateDirectory(path.join(second.layout.servers, "pve")), {
    guests: { "second-web": guest },
  });
  const tools = await resolveToolchain({ output: { write: () => true } });
  const endpoints = await startSandbox(tools, second.layout);
  await seedRoles(endpoints, labTwice()["vault"] as Declaration["vault"]);
  const authority = fs.readFileSync(endpoints.caFile, "utf8");
  for (const file of trusted()) fs.appendFileSync(file, `\n${authority}`);
  return endpoints;
}

/** What the first one's engine trusts: for its plugins in Go and in Node.js. */
const trusted = () => [shared.endpoints.caBundleFile, shared.endpoints.caFile];

/** Remembers whom the first one's engine trusts. @returns what restores that, and stops the second servers */
export function beforeSecondServers(): () => Promise<void> {
  const before = trusted().map((file) => [file, fs.readFileSync(file, "utf8")] as const);
  return async () => {
    for (const [file, content] of before) fs.writeFileSync(file, content);
    await second.remove();
  };
}

/** Which host of the second sandbox stands for which second machine. */
const machines = {
  ...{ pbs02: "pbs01", node11: "node01", fs05: "fs03", fs06: "fs01", vbr02: "vbr01" },
  pg02: "proj-pg01",
};

/** Declares them beside the first, in the sandbox's own file. */
export function declareSecond(config: Tree, servers: SandboxEndpoints): void {
  const sections = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace("backup:", ""), value]),
  );
  const { secrets, ...declared } = sections;
  const lab = withSecondProducts(expanded(declared).given) as Record<string, Section>;
  place(lab, servers);
  for (const [name, section] of Object.entries(lab)) config[`backup:${name}`] = section;
  config["backup:secrets"] = byName(secrets as Tree);
}

function place(lab: Record<string, Section>, servers: SandboxEndpoints): void {
  for (const [name, host] of Object.entries(machines)) {
    const { address, port, hostKey } = servers.hosts[host]!;
    Object.assign(lab["hosts"]![name]!, { address, port, hostKey, user: servers.ssh.user });
  }
  const { fingerprint, endpoint } = servers.pbs;
  Object.assign(lab["pbs"]!["pbs02"]!, { fingerprint, port: Number(new URL(endpoint).port) });
  lab["pve"]!["second"]!["endpoint"] = servers.pve.endpoint;
  Object.assign(lab["vault"]!["eu"]!, {
    endpoint: servers.aws.endpoint,
    region: servers.aws.region,
  });
  const { sites } = lab["minio"] as unknown as { readonly sites: Section };
  for (const [name, site] of [
    ["fs05", "fs03"],
    ["fs06", "fs01"],
  ] as const)
    sites[name]!["endpoint"] = servers.minio[site]!.endpoint;
  lab["places"]!["second-repository"]!["store"] = "Default Backup Repository";
  // As the first one's: it is the machine's own PostgreSQL.
  const { host: _, guest: __, ...product } = lab["postgres"]!["proj-pg01"] as Tree;
  Object.assign(lab["postgres"]!["postgres02"]!, product);
  lab["veeam"]!["vbr02"]!["protectionGroups"] = { "second-files": "smb-servers" };
}

/** Sealed secrets of the only one of a product, by its name. */
function byName(secrets: Tree): Tree {
  const names = {
    pbs: "pbs",
    pveApiToken: "cluster",
    veeamEncryptionPassword: "veeam",
    veeam: "veeam",
    aws: "vault",
  };
  return Object.fromEntries(
    Object.entries(secrets).map(([section, value]) => {
      const name = (names as Record<string, string>)[section];
      return [section, name === undefined ? value : { [name]: value }];
    }),
  );
}

/** Seals what their servers want to hear, in the file as it is now. */
export async function sealSecond(servers: SandboxEndpoints): Promise<void> {
  const { aws, pve, minio } = servers;
  const values: Readonly<Record<string, string>> = {
    "pveApiToken.second": pve.apiToken,
    'pbs.pbs02.passwords["admin@pbs"]': "a-second-administrator",
    "aws.eu.accessKey": aws.accessKey,
    "aws.eu.secretKey": aws.secretKey,
    "minio.fs05.user": minio["fs03"]!.user,
    "minio.fs05.password": minio["fs03"]!.password,
    "minio.fs06.user": minio["fs01"]!.user,
    "minio.fs06.password": minio["fs01"]!.password,
  };
  for (const [at, value] of Object.entries(values)) {
    const set = ["config", "set", "--secret", "--path", `backup:secrets.${at}`];
    const { code, output } = await shared.run("pulumi", set, value);
    if (code !== 0) throw new Error(`${at} could not be sealed: ${output}`);
  }
  const { output } = await shared.run("keys");
  if (!/pbs-client-key\/pbs-second: made/.test(output))
    throw new Error(`no key was made for the second cluster: ${output}`);
}
