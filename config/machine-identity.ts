import { type Fault } from "../model/fault";
import { mapRecord } from "../model/record";
import { productsOf } from "./products";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/**
 * What only a machine's own console can tell, and what the stack therefore cannot do without: SSH host keys and the
 * certificate's fingerprint. A plan needs none of it; an update needs all.
 */
export type Identified = Omit<Declaration, "hosts" | "pbs"> & {
  readonly hosts: Readonly<Record<string, Declaration["hosts"][string] & { hostKey: string }>>;
  readonly pbs: Readonly<
    Record<string, Declaration["pbs"][string] & { readonly fingerprint: string }>
  >;
};

/** Identities that are not written down yet, each with the way to learn it. */
export function missingIdentities({ hosts = {}, pbs }: SoundSections, stack: string): Fault[] {
  const hostKeys = Object.entries(hosts)
    .filter(([, { hostKey }]) => hostKey === undefined)
    .map(([name]) =>
      missing(
        `backup:hosts.${name}.hostKey`,
        "the host's public key in authorized_keys form, ssh-ed25519 or ecdsa",
        "cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub",
        stack,
      ),
    );
  const fingerprints = productsOf("pbs", pbs)
    .filter(({ declared }) => declared.fingerprint === undefined)
    .map(({ path }) =>
      missing(
        `${path}.fingerprint`,
        "32 hexadecimal pairs joined by colons",
        "proxmox-backup-manager cert info",
        stack,
      ),
    );
  return [...hostKeys, ...fingerprints];
}

/** @throws Error if an identity is missing: `missingIdentities` must have been asked first */
export function identified(declaration: Declaration): Identified {
  const known = (value: string | undefined) => {
    if (value === undefined) throw new Error("a machine's identity is missing");
    return value;
  };
  return {
    ...declaration,
    hosts: mapRecord(declaration.hosts, (host) => ({ ...host, hostKey: known(host.hostKey) })),
    pbs: mapRecord(declaration.pbs, (server) => ({
      ...server,
      fingerprint: known(server.fingerprint),
    })),
  };
}

function missing(path: string, allowed: string, command: string, stack: string): Fault {
  const fix = `read it on the machine's own console: ${command}; then write it to Pulumi.${stack}.yaml at ${path}`;
  return { path, message: "is missing", allowed, fix };
}
