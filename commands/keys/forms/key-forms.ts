import { type EngineKeyKind } from "../../../model/engine-key";
import { dumpKey } from "./dump-key";
import { exportKey } from "./export-key";
import { type KeyForm } from "./key-form";
import { pbsClientKey } from "./pbs-client-key";
import { pgBackRestCipher } from "./pgbackrest-cipher";
import { veeamPassword } from "./veeam-password";

/** The form of each kind of key. */
export const keyForms: Readonly<Record<EngineKeyKind, KeyForm>> = {
  "pbs-client-key": pbsClientKey,
  "veeam-password": veeamPassword,
  "pgbackrest-cipher": pgBackRestCipher,
  "dump-key": dumpKey,
  "export-key": exportKey,
};
