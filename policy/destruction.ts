import { backupPrograms, destroysData } from "./destroyers/backup-programs";
import { disks } from "./destroyers/disks";
import { files } from "./destroyers/files";
import { objectStores } from "./destroyers/object-stores";
import { windows } from "./destroyers/windows";
import { withDecoded } from "./encoded-text";
import { Remembered } from "../lib/remembered";

/** Where nobody keeps a backup. */
const scratch = /^["']?\/(?:var\/)?tmp\/[^.\s]/;

/** Where what is there can be made again: a pattern there is no loss. */
const passing = /^["']?\/(?:run|var\/run|var\/cache|var\/lib\/apt\/lists)\//;

const isScratch = (target: string) => scratch.test(target) && !target.includes("..");

const isPassing = (target: string) => passing.test(target) && !target.includes("..");

/** Programs and cmdlets that delete data or what it is read with, by what they are called. */
const destroyers = [...disks, ...files, ...backupPrograms, ...objectStores, ...windows];

/** `rm` with all that follows; that of other programs, such as `git rm`, is their own. */
const removal =
  /(?<!\b(?:git|mc|mcli|s3|docker|podman)(?:\s+-\S+)*\s+)(?<![-.\w])rm\s+(?<words>[^;&|\n]+)/g;

const isRecursive = (option: string) => /^-(?:\w*[rR]|-recursive$)/.test(option);

const isPattern = (target: string) => /[*?]|\[.+\]|\{.*,.*\}/.test(target);

/** What in a command deletes data, by name; what stands in Base64 or behind escapes is a command as well. */
export function destructionIn(command: string): readonly string[] {
  return foundIn(command, isLost);
}

/**
 * The same of a script of the stack's contract. Those make folders for their own work and take them away again, by variables:
 * what is in one is not to be seen, so only what is removed by its name counts.
 */
export function destructionInScript(script: string): readonly string[] {
  return inScripts.of(script, () => foundIn(script, (target) => isLost(target) && isSpelt(target)));
}

const inScripts = new Remembered<readonly string[]>(50);

function foundIn(command: string, counts: (target: string) => boolean): readonly string[] {
  const text = readAsShell(command);
  const named = destroyers.filter(([, form]) => form.test(text)).map(([what]) => what);
  return [...new Set([...removalsIn(text, counts), ...named])];
}

/** Whether options of a program of Proxmox Backup Server have it destroy a datastore's backups. */
export function destroysDatastore(options: string): boolean {
  return destroysData.test(options);
}

/** A shell reads a line that ends in a backslash as one with the next, and `r""m` or `r\m` as `rm`. */
function readAsShell(command: string): string {
  const text = withDecoded(command).replaceAll(/\\\r?\n/g, "");
  const plain = text.replaceAll(/(?<=\w)(?:""|'')(?=\w)|(?<=\b\w)\\(?=\w\b)/g, "");
  return plain === text ? text : `${text}\n${plain}`;
}

const isLost = (target: string) => !isScratch(target);

/** Not by a variable, a substitution or a place of `printf`. */
const isSpelt = (target: string) => !/^["']?(?:\$|%s)/.test(target);

/** Variables that are set to a folder of their own for passing things, and to nothing else. */
function workFoldersIn(text: string): ReadonlySet<string> {
  const set = [...text.matchAll(/(?<![\w$])(\w+)=(\S*)/g)].map(([, name = "", value = ""]) => ({
    ...{ name, isOwn: /^["']?(?:\$\(|`)mktemp\b/.test(value) },
  }));
  const others = new Set(set.filter(({ isOwn }) => !isOwn).map(({ name }) => name));
  return new Set(set.map(({ name }) => name).filter((name) => !others.has(name)));
}

const variable = /^\\?["']*\$\{?(\w+)\}?\\?["']*$/;

function removalsIn(text: string, told: (target: string) => boolean): readonly string[] {
  const folders = workFoldersIn(text);
  const counts = (target: string) => told(target) && !folders.has(variable.exec(target)?.[1] ?? "");
  const removals = [...text.matchAll(removal)].map(({ groups }) => {
    // Where its messages go is no target, nor are the signals of a trap.
    const named = (groups?.["words"] ?? "")
      .replaceAll(/\d*>>?\s*\S*/g, " ")
      .replace(/'\s+(?:[A-Z]+|\d+)(?:\s+(?:[A-Z]+|\d+))*\s*$/, " ");
    const words = named.trim().split(/\s+/);
    const targets = words.filter((word) => !word.startsWith("-"));
    return { isTree: words.some(isRecursive), targets };
  });
  const trees = removals.filter(({ isTree }) => isTree);
  const isTaken = (one: string) => counts(one) && !(isPassing(one) && !one.endsWith("/"));
  const ofFiles = removals.filter(({ isTree }) => !isTree);
  return [
    ...(trees.some(({ targets }) => targets.length === 0 || targets.some(isTaken))
      ? ["rm -r"]
      : []),
    ...(ofFiles.some(({ targets }) =>
      targets.some((one) => isPattern(one) && counts(one) && !isPassing(one)),
    )
      ? ["rm of a pattern"]
      : []),
  ];
}
