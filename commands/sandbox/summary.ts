import { type PreparedSandbox } from "./prepare";

/** What runs where, and what to do with it, for whoever just started it. */
export function describeSandbox({ endpoints, layout, toolchain }: PreparedSandbox): string {
  const hosts = Object.entries(endpoints.hosts).map(
    ([name, { address, port }]) => [name, `ssh ${address} port ${port}`] as const,
  );
  const sites = Object.entries(endpoints.minio).map(
    ([name, { endpoint }]) => [`MinIO ${name}`, `https://${endpoint}`] as const,
  );
  const places = [
    ...sites,
    ["AWS (moto)", endpoints.aws.endpoint] as const,
    ["InfluxDB (stand-in)", endpoints.influxdb.endpoint] as const,
    ["Proxmox VE (stand-in)", endpoints.pve.endpoint] as const,
    ["Proxmox Backup (stand-in)", endpoints.pbs.endpoint] as const,
    ...hosts,
  ];
  const width = Math.max(...places.map(([name]) => name.length));
  return [
    "Where everything listens, on this machine alone:",
    ...places.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`),
    `  logs: ${layout.logs}`,
    "",
    `Plugins: ${Object.entries(toolchain.plugins)
      .map(([name, { kind }]) => `${name} ${kind}`)
      .join(", ")}; language host ${toolchain.languageHost}.`,
    "",
    "Look around:",
    "  npm run pulumi -- preview --diff   what a change of Pulumi.lab.yaml would do",
    "  npm run pulumi -- stack            what there is",
    "  npm run pulumi                     a shell with the sandbox's environment",
    "  npm run drift                      what was changed by hand on a server",
    "Stop:",
    "  npm run sandbox:stop",
  ].join("\n");
}
