import { checkDeclaration } from "../../../config/declaration";
import { estateSchema } from "../../../config/schema/estate";
import { secretsSchema } from "../../../config/schema/secrets";
import { secretFaults } from "../../../config/secrets";
import { completeDeclaration } from "../../support/complete-declaration";
import { placesOf } from "../../support/declared-place";
import { apply, type Change, changesOf } from "./changed-leaf";
import { type Leaf, leaves } from "./leaves";

/** The sections of a stack's file, and its secrets. */
export type Declared = ReturnType<typeof completeDeclaration>;

type Tree = Record<string, unknown>;

/** Every leaf of a stack's file. */
export const allLeaves = [...leaves(estateSchema), ...leaves(secretsSchema, "secrets")];

/** Which of several variants is meant: another word makes another thing of it, with other keys. */
const isVariant = ({ kind, words, path }: Leaf) =>
  (kind === "words" && words.length === 1) || /\]\.(platform|engine|type)$/.test(path);

/** Every leaf that can have another value; the names of entries are none of them. */
export const valuedLeaves = allLeaves.filter(
  (leaf) => !isVariant(leaf) && !leaf.path.endsWith("{}"),
);

/** The name of every entry; what a secret belongs to is declared elsewhere. */
export const entryNames = allLeaves.filter(
  ({ path }) => path.endsWith("{}") && !path.startsWith("secrets."),
);

/** As good as all of them here. */
const fewGuests = ["dc01", "lab-dns01", "proj-fs02", "proj-pg01", "files01", "spare"];

/** The complete declaration with few guests, which plans the sooner. */
export function declared(): Declared {
  const declaration = completeDeclaration();
  const guests = Object.entries(declaration["guests"] as Tree);
  const few = guests.filter(([name]) => fewGuests.includes(name));
  return { ...declaration, guests: Object.fromEntries(few) };
}

/** The same where the provider configures the cluster, without what that cannot set. */
export function declaredThroughProvider(): Declared {
  const { pve, ...declaration } = declared();
  const { proxmox1 } = pve as Record<string, Record<string, Record<string, Tree>>>;
  const { storages, everyJob, ...rest } = proxmox1!;
  for (const storage of Object.values(storages!)) delete storage["port"];
  const { comment: _comment, notificationMode: _mode, ...job } = everyJob!;
  const cluster = { ...rest, storages, everyJob: job, through: "provider" };
  return { ...declaration, pve: { proxmox1: cluster } };
}

/** What a declaration becomes. */
export function changed(declaration: Declared, changes: readonly Change[]): Declared {
  const copy = structuredClone(declaration);
  apply(copy, changes);
  return copy;
}

/** The changes of a leaf that leave nothing wrong in a declaration, each looked for when it is asked for. */
export function* soundChanges(declaration: Declared, leaf: Leaf): Generator<Change, undefined> {
  for (const { change } of soundlyChanged(declaration, leaf)) yield change;
}

/** The same, with what the declaration becomes. */
export function* soundlyChanged(
  declaration: Declared,
  leaf: Leaf,
): Generator<{ readonly change: Change; readonly becomes: Declared }, undefined> {
  for (const change of changesOf(declaration, leaf, placesOf(declaration, leaf.path))) {
    const becomes = changed(declaration, [change]);
    if (isSound(becomes)) yield { change, becomes };
  }
}

/** Whether nothing is wrong in a declaration. */
export function isSound(declaration: Declared): boolean {
  const { sound, faults } = checked(declaration);
  return faults.length + secretFaults(sound, declaration["secrets"], "lab").length === 0;
}

const checks = new WeakMap<Declared, ReturnType<typeof checkDeclaration>>();

/** What the program makes of a declaration: once, so nobody may change it after. */
export function checked(declaration: Declared): ReturnType<typeof checkDeclaration> {
  const known = checks.get(declaration);
  if (known !== undefined) return known;
  const { secrets: _, ...given } = declaration;
  const made = checkDeclaration(given);
  checks.set(declaration, made);
  return made;
}
