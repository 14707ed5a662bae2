import { type StoredObject } from "./agent";

/** The objects of a bucket, by key. */
export type Contents = Map<string, StoredObject>;

/** What somebody can do who may write the bucket and has not got the export's key, to the export at `at`. */
export interface Tampering {
  /** Of the bucket's objects, each of which has one version then. Default: nothing. */
  readonly replace?: (contents: Contents, at: string) => void;
  /** Afterwards, with what S3 keeps of earlier versions. */
  readonly write?: (
    bucket: {
      hide(key: string): Promise<void>;
      put(key: string, object: StoredObject): Promise<void>;
    },
    contents: Contents,
    at: string,
  ) => Promise<void>;
  /** That another one is found by the same look; `npm test` leaves it to `npm run test:long`. */
  readonly likeAnother?: true;
  /** What the program says. */
  readonly program: RegExp;
  /** What the runbook's commands say. */
  readonly byHand: RegExp;
}

const hex = "[0-9a-f]{64}";

/** Keys of a kind: `config`, `keys`, `index`, `snapshots`, `packs` (archived) or `trees` (packs that are not). */
export function keysOf(contents: Contents, at: string, kind: string): string[] {
  const isPack = kind === "packs" || kind === "trees";
  const below = [...contents.keys()].filter((key) =>
    key.startsWith(`${at}/${isPack ? "data" : kind}`),
  );
  const isArchived = (key: string) => contents.get(key)?.storageClass === "GLACIER";
  const wanted = isPack ? below.filter((key) => isArchived(key) === (kind === "packs")) : below;
  const size = (key: string) => (contents.get(key) as StoredObject).body.length;
  return wanted.sort((one, other) => size(other) - size(one));
}

/** The largest object of a kind: of snapshots the one that closes, because its tags list the others. */
function largest(contents: Contents, at: string, kind: string): string {
  return keysOf(contents, at, kind)[0] as string;
}

const flipped = ({ body, ...rest }: StoredObject): StoredObject => {
  const other = Buffer.from(body);
  const middle = Math.floor(other.length / 2);
  other.writeUInt8(other.readUInt8(middle) ^ 1, middle);
  return { ...rest, body: other };
};
const truncated = ({ body, ...rest }: StoredObject) => ({ ...rest, body: body.subarray(0, -1000) });
const emptied = (object: StoredObject) => ({ ...object, body: Buffer.alloc(0) });
const literal = (object: StoredObject) => ({
  ...object,
  body: Buffer.from(`{"time":"2026-11-22T01:00:00Z","tags":["count=1"],"paths":["/closed"]}`),
});

/** One object of a kind, changed. */
function changed(
  kind: string,
  change: (object: StoredObject) => StoredObject,
): Required<Pick<Tampering, "replace">> {
  return {
    replace: (contents, at) => {
      const key = largest(contents, at, kind);
      contents.set(key, change(contents.get(key) as StoredObject));
    },
  };
}

function missing(kind: string, place = 0): Required<Pick<Tampering, "replace">> {
  return {
    replace: (contents, at) => {
      contents.delete(keysOf(contents, at, kind)[place] as string);
    },
  };
}

const both = (said: RegExp) => ({ program: said, byHand: said });
const damaged = /invalid data returned/;

/** By what is done. */
export const tamperings: Readonly<Record<string, Tampering>> = {
  "a snapshot that was never encrypted": {
    ...changed("snapshots", literal),
    ...both(/failed to load snapshot [0-9a-f]{8}: .*invalid data returned/),
  },
  "a flipped bit in a pack": {
    ...changed("packs", flipped),
    ...both(/decrypting blob <data\/[0-9a-f]{8}> from [0-9a-f]{8} failed/),
  },
  "a flipped bit in a pack of trees": {
    likeAnother: true,
    ...changed("trees", flipped),
    ...both(/<tree\/[0-9a-f]{8}> from [0-9a-f]{8} failed: ciphertext verification failed/),
  },
  "a flipped bit in a snapshot": {
    likeAnother: true,
    ...changed("snapshots", flipped),
    ...both(/failed to load snapshot [0-9a-f]{8}: .*invalid data returned/),
  },
  "a flipped bit in an index": {
    likeAnother: true,
    ...changed("index", flipped),
    ...both(new RegExp(`error loading index ${hex}: .*invalid data returned`)),
  },
  "a flipped bit in the configuration": {
    likeAnother: true,
    ...changed("config", flipped),
    ...both(/config or key [0-9a-f]{64} is damaged: ciphertext verification failed/),
  },
  "a flipped bit in the key": { likeAnother: true, ...changed("keys", flipped), ...both(damaged) },
  "a truncated pack": {
    likeAnother: true,
    ...changed("packs", truncated),
    ...both(new RegExp(`pack ${hex}: unexpected file size: got \\d+, expected \\d+`)),
  },
  "an empty pack": {
    ...changed("packs", emptied),
    program: new RegExp(`data/[0-9a-f]{2}/${hex} is empty`),
    byHand: new RegExp(`pack ${hex}: unexpected file size: got 0, expected \\d+`),
  },
  "an empty configuration": {
    likeAnother: true,
    ...changed("config", emptied),
    program: /config is empty/,
    byHand: /config file has zero size/,
  },
  "a missing pack": {
    ...missing("packs"),
    ...both(new RegExp(`pack ${hex}: does not exist`)),
  },
  "a missing index": {
    likeAnother: true,
    ...missing("index"),
    ...both(new RegExp(`id ${hex} not found in repository`)),
  },
  "a missing snapshot of an archive": {
    ...missing("snapshots", 1),
    ...both(new RegExp(`the snapshot ${hex} of \\S+ is missing`)),
  },
  "a missing snapshot that closes it": {
    ...missing("snapshots"),
    program: /there is no export of \S+ that is whole/,
    byHand: /it was never closed/,
  },
  "two archives whose snapshots are exchanged": {
    likeAnother: true,
    replace: (contents, at) => {
      const [, one = "", other = ""] = keysOf(contents, at, "snapshots");
      const [first, second] = [contents.get(one), contents.get(other)] as [
        StoredObject,
        StoredObject,
      ];
      contents.set(one, second);
      contents.set(other, first);
    },
    ...both(/failed to load snapshot [0-9a-f]{8}: .*invalid data returned/),
  },
  "a second key": {
    replace: (contents, at) => {
      const key = largest(contents, at, "keys");
      contents.set(`${at}/keys/${"0".repeat(64)}`, contents.get(key) as StoredObject);
    },
    program: /it has 2 keys, of which one is ours/,
    byHand: /^ended with 1$/m,
  },
  "no key": {
    ...missing("keys"),
    program: /it has no key/,
    byHand: /it has 0 keys: stop/,
  },
  "an index that its own bytes hide in the archive": {
    write: (bucket, contents, at) => {
      const key = largest(contents, at, "index");
      const { body } = contents.get(key) as StoredObject;
      return bucket.put(key, { body, storageClass: "GLACIER" });
    },
    program: new RegExp(`index/${hex} was put into GLACIER, where nobody can open it`),
    byHand: new RegExp(`^index/${hex}-v\\d{4}-`, "m"),
  },
  "a pack that a delete marker hides": {
    write: (bucket, contents, at) => bucket.hide(largest(contents, at, "packs")),
    program: new RegExp(
      `data/../${hex} is hidden by a delete marker; its version of \\d{4}-\\d\\d-\\d\\d \\(\\d+ bytes\\) is still there`,
    ),
    byHand: new RegExp(`^data/../${hex}-v\\d{4}-`, "m"),
  },
  "what closes it, hidden by a delete marker": {
    likeAnother: true,
    write: (bucket, contents, at) => bucket.hide(largest(contents, at, "snapshots")),
    program: new RegExp(`snapshots/${hex} is hidden by a delete marker`),
    byHand: new RegExp(`^snapshots/${hex}-v\\d{4}-`, "m"),
  },
  "all of it, hidden by delete markers": {
    likeAnother: true,
    write: async (bucket, contents, at) => {
      for (const key of contents.keys()) if (key.startsWith(at)) await bucket.hide(key);
    },
    program: /config is hidden by a delete marker; .* \(\d+ in all\)/,
    byHand: /^config-v\d{4}-/m,
  },
  "a pack that a newer version of another size hides": {
    write: (bucket, contents, at) => {
      const key = largest(contents, at, "packs");
      return bucket.put(key, truncated(contents.get(key) as StoredObject));
    },
    program: new RegExp(`data/../${hex} was written over: it has \\d+ bytes, its version of`),
    byHand: new RegExp(`^data/../${hex}-v\\d{4}-`, "m"),
  },
  "a pack that a newer version of its own size hides": {
    write: (bucket, contents, at) => {
      const key = largest(contents, at, "packs");
      return bucket.put(key, flipped(contents.get(key) as StoredObject));
    },
    program: /decrypting blob <data\/[0-9a-f]{8}> from [0-9a-f]{8} failed/,
    byHand: new RegExp(`^data/../${hex}-v\\d{4}-`, "m"),
  },
};

/** What restic never reads, so an export is whole all the same; it is told, by the program and by hand. */
export const strangers: Readonly<Record<string, Tampering>> = {
  "a name that leads out of it": {
    write: (bucket, _, at) =>
      bucket.put(`${at}/snapshots/../../../x`, { body: Buffer.from("x"), storageClass: undefined }),
    program: /snapshots\/.*x is no name that an export has/,
    byHand: /snapshots\/.*x$/m,
  },
  "a name that would write to a terminal": {
    write: (bucket, _, at) =>
      bucket.put(`${at}/x\u009by`, { body: Buffer.from("x"), storageClass: undefined }),
    program: /x\?y is no name that an export has/,
    byHand: /^x\?+y$/m,
  },
};
