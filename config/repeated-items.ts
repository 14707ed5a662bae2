import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { sortedEntries } from "../model/record";
import { bucketAddress } from "./minio-servers";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** One thing that is declared twice, under two names: it would be protected and counted twice. */
export function repeatedItems({
  buckets,
  databases,
  repositories,
  claims,
  minio,
}: SoundSections): Fault[] {
  return [
    ...repeated("buckets", buckets, {
      noun: "bucket",
      identity: (bucket) => bucketAddress(minio?.sites, bucket),
      got: ({ site, bucket }) => `${site}/${bucket}`,
    }),
    ...repeated("databases", databases, {
      noun: "database",
      identity: ({ guest, product, database }) =>
        `${guest} ${product} ${comparedAs[product](database)}`,
      got: ({ guest, database }) => `${quoted(database)} on ${guest}`,
    }),
    ...repeated("repositories", repositories, {
      noun: "repository",
      identity: ({ remote }) => repositoryAt(remote),
      got: ({ remote }) => quoted(remote),
    }),
    ...repeated("claims", claims, {
      noun: "selection",
      identity: ({ selector }) => selectionBy(selector),
      got: ({ selector }) => quoted(selector),
    }),
  ];
}

/** How items of one kind are told apart. */
interface Kind<Item> {
  readonly noun: string;
  /** The same for two items that are one thing. */
  readonly identity: (item: Item) => string;
  readonly got: (item: Item) => string;
}

function repeated<Item>(
  section: string,
  items: Readonly<Record<string, Item>> = {},
  { noun, identity, got }: Kind<Item>,
): Fault[] {
  const again = repeats(sortedEntries(items), ([, item]) => identity(item));
  return again.map(([[other], [name, item]]) => ({
    path: `backup:${section}.${name}`,
    message: `is the ${noun} of backup:${section}.${other} again, which would be protected and counted twice`,
    got: got(item),
    allowed: `each ${noun} once`,
    fix: "take one of the two out and give the other the classes of both, or correct what it names",
  }));
}

/** Names of databases: SQL Server's are compared by its collation, by default without regard to case. */
const comparedAs = {
  postgresql: (name: string) => name,
  sqlserver: (name: string) => name.toLowerCase(),
} as const;

/** A remote without what may be written or not: how it is reached, as whom, `.git`, and the case of its host. */
function repositoryAt(remote: string): string {
  const bare = remote
    .replace(/^[a-z][a-z+]*:\/\//i, "")
    .replace(/^[^@/]*@/, "")
    .replace(/(\.git)?\/*$/, "");
  const [host = "", path = ""] = splitAt(bare, /[:/]/);
  return `${host.toLowerCase()}/${path.replace(/^\/+/, "")}`;
}

function splitAt(text: string, separator: RegExp): [string, string] {
  const at = text.search(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** A label selector as Kubernetes reads it: blanks and `==` for `=` make no difference. */
function selectionBy(selector: string): string {
  return selector
    .replaceAll(/\s*(==?|!=|,)\s*/g, "$1")
    .replaceAll("==", "=")
    .trim();
}
