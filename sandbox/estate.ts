import * as path from "node:path";
import { type BuiltExecutable } from "./build";
import { type HostEndpoint, type MinioEndpoint, type SandboxEndpoints } from "./endpoints";
import { type ExecutableName } from "./executables";
import { hostPrograms } from "./estate/host-programs";
import { type HostName, type SimulatedHost, simulatedHosts } from "./estate/hosts";
import { sshHost } from "./products/debian/ssh-host";
import { sshKey } from "./products/debian/ssh-keys";
import { type SandboxLayout } from "./layout";
import {
  type CertificateAuthority,
  certificateAuthority,
  serverCertificate,
} from "./estate/certificates";
import { influxdb } from "./products/influxdb/influxdb";
import { postgresqlDirectory, postgresqlVersion } from "./products/postgresql/programs";
import { minio, minioRegion, minioUser } from "./products/minio/minio";
import { moto } from "./products/aws/moto";
import { rememberedPorts } from "./estate/ports";
import { pve, pveStateDirectory, pveTokenId } from "./products/pve/pve";
import { sandboxSecrets, type SandboxSecrets } from "./estate/secrets";
import { type ServerSpec } from "./supervisor/server-spec";
import { type sandboxCommands } from "./toolchain/system-commands";
import { type Toolchain } from "./toolchain/toolchain";

/** The programs that the estate's servers and hosts run. */
export const estatePrograms = [
  "influxdb",
  "pve-api",
  "proxmox-backup-client",
  "proxmox-backup-debug",
  "proxmox-backup-manager",
  "pvesh",
  "pvesm",
  "proxmox-backup-proxy",
  "windows-shell",
] as const satisfies readonly ExecutableName[];

/** The tools that the estate's servers and hosts run. */
export type EstateTools = Pick<
  Toolchain,
  | "minio"
  | "mc"
  | "restic"
  | "jq"
  | "motoPython"
  | "postgres"
  | "pgbackrest"
  | keyof typeof sandboxCommands
>;

type Programs = Readonly<Record<(typeof estatePrograms)[number], BuiltExecutable>>;

/** Everything the sandbox runs, and how to reach it. */
export interface SandboxEstate {
  readonly servers: readonly ServerSpec[];
  readonly endpoints: SandboxEndpoints;
}

/** The hosts that also serve objects. */
const minioSites = ["fs01", "fs03"] as const;

const hostNames = Object.keys(simulatedHosts) as HostName[];

const portNames = [
  ...minioSites.map((site) => `minio-${site}` as const),
  ...hostNames.map((host) => `host-${host}` as const),
  "influxdb",
  "moto",
  "pbs",
  "pve",
] as const;

interface Setting {
  readonly layout: SandboxLayout;
  readonly tools: EstateTools;
  readonly programs: Programs;
  readonly ports: Readonly<Record<(typeof portNames)[number], number>>;
  readonly secrets: SandboxSecrets;
  readonly authority: CertificateAuthority;
}

/**
 * Lays out the files of every server and host below the layout's root, and says what to run. The
 * same input gives the same servers, with the same ports, keys and certificates as last time.
 *
 * @param isRunning whether this sandbox runs now and so rightly holds its ports.
 */
export async function sandboxEstate(
  layout: SandboxLayout,
  tools: EstateTools,
  programs: Programs,
  isRunning: boolean,
): Promise<SandboxEstate> {
  const secrets = await sandboxSecrets(layout, minioSites);
  const ports = await rememberedPorts(path.join(layout.run, "ports.json"), portNames, isRunning);
  const authority = await certificateAuthority(layout);
  const setting: Setting = { layout, tools, programs, ports, secrets, authority };
  const clientKey = await sshKey(layout, "client_ed25519");

  const sites = await Promise.all(minioSites.map((site) => minioSite(setting, site)));
  const hosts = await Promise.all(hostNames.map((host) => simulatedHost(setting, host, clientKey)));
  const api = await pveApi(setting);
  const metrics = influxdb({
    executable: programs.influxdb,
    port: ports.influxdb,
    directory: path.join(layout.servers, "influxdb"),
  });
  const aws = moto({
    python: tools.motoPython,
    port: ports.moto,
    directory: path.join(layout.servers, "moto"),
  });
  return {
    servers: [
      ...[...sites, api, { spec: aws }, { spec: metrics }].map(({ spec }) => spec),
      ...hosts.flatMap(({ specs }) => specs),
    ],
    endpoints: {
      caFile: authority.caFile,
      caBundleFile: authority.bundleFile,
      ssh: { user: "root", privateKeyFile: clientKey.privateKeyFile },
      hosts: byName(hosts),
      minio: byName(sites),
      aws: {
        endpoint: aws.endpoint,
        region: "us-east-1",
        accessKey: secrets.awsAccessKey,
        secretKey: secrets.awsSecretKey,
      },
      influxdb: { endpoint: metrics.endpoint },
      postgresql: {
        version: postgresqlVersion(tools),
        programDirectory: postgresqlDirectory(tools),
      },
      pve: api.endpoint,
      pbs: {
        endpoint: `https://localhost:${ports.pbs}`,
        fingerprint: (await serverCertificate(layout, authority, "pbs01")).fingerprint,
      },
    },
  };
}

async function minioSite(setting: Setting, site: (typeof minioSites)[number]) {
  const { layout, tools, ports, secrets, authority } = setting;
  const [port, password] = [ports[`minio-${site}`], secrets.minioPasswords[site] ?? ""];
  const spec = await minio({
    executable: tools.minio,
    site,
    port,
    directory: path.join(layout.servers, `minio-${site}`),
    authority,
    certificate: await serverCertificate(layout, authority, `minio-${site}`),
    password,
    key: secrets.minioKey,
  });
  const endpoint: MinioEndpoint = {
    endpoint: `localhost:${port}`,
    user: minioUser,
    password,
    region: minioRegion,
  };
  return { name: site, spec, endpoint };
}

async function simulatedHost(
  { layout, tools, programs, ports, authority }: Setting,
  name: HostName,
  clientKey: Awaited<ReturnType<typeof sshKey>>,
) {
  const declared: SimulatedHost = simulatedHosts[name];
  const host = { ...declared, programs: { ...hostPrograms(tools), ...declared.programs } };
  const port = ports[`host-${name}`];
  const hostKey = await sshKey(layout, `${name}_ed25519`);
  const specs = sshHost({
    name,
    host,
    directory: path.join(layout.hosts, name),
    port,
    hostKey,
    clientKey,
    caBundleFile: authority.bundleFile,
    certificate: host.certificate && (await serverCertificate(layout, authority, name)),
    sshd: tools.sshd,
    bwrap: tools.bwrap,
    compiled: programs,
    tools: { mc: tools.mc, restic: tools.restic, pgbackrest: tools.pgbackrest, bwrap: tools.bwrap },
    serviceEnvironment: { POSTGRESQL: postgresqlDirectory(tools) },
    shared: { pve: pveStateDirectory(path.join(layout.servers, "pve")) },
    caFile: authority.caFile,
    ...(host.daemon === undefined ? {} : { daemonPort: ports.pbs }),
  });
  const endpoint: HostEndpoint = { address: "127.0.0.1", port, hostKey: hostKey.publicKey };
  return { name, specs, endpoint };
}

async function pveApi({ layout, programs, ports, secrets, authority }: Setting) {
  const certificate = await serverCertificate(layout, authority, "pve");
  const spec = await pve({
    executable: programs["pve-api"],
    port: ports.pve,
    directory: path.join(layout.servers, "pve"),
    authority,
    certificate,
    tokenSecret: secrets.pveTokenSecret,
  });
  const endpoint = {
    endpoint: `${spec.endpoint}/`,
    apiToken: `${pveTokenId}=${secrets.pveTokenSecret}`,
    fingerprint: certificate.fingerprint,
  };
  return { name: "pve", spec, endpoint };
}

function byName<Endpoint>(
  things: readonly { readonly name: string; readonly endpoint: Endpoint }[],
): Record<string, Endpoint> {
  return Object.fromEntries(things.map(({ name, endpoint }) => [name, endpoint]));
}
