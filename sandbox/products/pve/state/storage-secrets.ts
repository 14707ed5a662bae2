import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/**
 * File suffix by secret, as PVE names them below `priv/storage`. The key comes first: it is the only one that can be
 * refused, and then nothing may have been kept.
 */
const suffixes = {
  "encryption-key": "enc",
  "master-pubkey": "master.pem",
  password: "pw",
} as const;

/** The parameters of a PBS storage that are kept in files of their own. */
export type SecretName = keyof typeof suffixes;

/** Every secret of a PBS storage. */
export const secretNames = Object.keys(suffixes) as readonly SecretName[];

/** The secrets of the storages: one file each below `priv/storage`, readable by the owner only. No answer ever holds one. */
export class StorageSecrets {
  private readonly directory: string;

  /** @param state - the server's state directory */
  constructor(state: string) {
    this.directory = path.join(state, "priv", "storage");
  }

  write(storage: string, name: SecretName, value: string): void {
    const file = this.file(storage, name);
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${value}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }

  /** Keeps an encryption key that is about to be replaced by a generated one, as `<ID>.enc.old`. */
  keepOldKey(storage: string): void {
    const file = this.file(storage, "encryption-key");
    if (existsSync(file)) renameSync(file, `${file}.old`);
  }

  remove(storage: string, name: SecretName): void {
    rmSync(this.file(storage, name), { force: true });
  }

  private file(storage: string, name: SecretName): string {
    return path.join(this.directory, `${storage}.${suffixes[name]}`);
  }
}
