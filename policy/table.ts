import { type Row } from "./row";
import { access } from "./rules/access/table";
import { cover } from "./rules/cover/table";
import { encryption } from "./rules/encryption/table";
import { immutability } from "./rules/immutability/table";
import { limits } from "./rules/limits/table";
import { retention } from "./rules/retention/table";
import { scopeOf } from "./rules/scope/table";
import { secrets } from "./rules/secrets/table";

const judging = {
  retention,
  encryption,
  immutability,
  access,
  secrets,
  cover,
  limits,
} satisfies Readonly<Record<string, readonly Row[]>>;

/** Every rule of the pack, by subject: the order in which `docs/rules.md` tells them. */
export const table = {
  ...judging,
  scope: scopeOf(Object.values<readonly Row[]>(judging).flat()),
} satisfies Readonly<Record<string, readonly Row[]>>;

/** The same in one list. */
export const rows: readonly Row[] = Object.values<readonly Row[]>(table).flat();
