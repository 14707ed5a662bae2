import * as fs from "node:fs";
import * as path from "node:path";

import { type SnapshotAnswer } from "../client/answers";
import { ApiClient } from "../client/api-client";
import { formatSnapshot, type SnapshotPath } from "../client/paths";
import { readConfig } from "../config/config-file";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { ChunkFiles } from "../data/chunk-files";
import { chunkAt, parseFixedIndex } from "../data/fixed-index";
import { snapshotRow } from "../content/rows";
import { absolutePath, openForRead } from "../datastore/datastore";
import { listNamespaces } from "../namespaces/namespace-tree";
import { lookUp } from "../objects/object-type";
import { remote } from "../objects/remote";
import { listGroups, namespaceDirectory } from "../retention/snapshots";

/** A snapshot as a source lists it. */
export type SourceSnapshot = SnapshotAnswer & {
  /** That of the key, if the content is encrypted. */
  readonly fingerprint?: string;
  readonly verification?: { readonly state: string };
};

/** A datastore that snapshots are copied from. */
export interface Source {
  readonly name: string;
  namespaces(parent: string, depth: number): Promise<string[]>;
  snapshots(namespace: string): Promise<SourceSnapshot[]>;
  file(namespace: string, snapshot: SnapshotPath, name: string): Promise<Buffer>;
  chunk(namespace: string, snapshot: SnapshotPath, name: string, position: number): Promise<Buffer>;
  close(): void;
}

/** The source of a sync job: a datastore of this server, or of a remote. */
export function sourceOf(job: Section): Source {
  const store = String(job.values["remote-store"]);
  const name = job.values["remote"];
  if (name === undefined) return localSource(store);
  return remoteSource(lookUp(remote, readConfig(remote.file).sections, String(name)), store);
}

function localSource(store: string): Source {
  const base = underRoot(absolutePath(openForRead(store)));
  const chunks = new ChunkFiles(base, store);
  const read = (namespace: string, snapshot: SnapshotPath, name: string) =>
    fs.readFileSync(path.join(namespaceDirectory(base, namespace), formatSnapshot(snapshot), name));
  return {
    name: store,
    namespaces: async (parent, depth) => listNamespaces(base, parent, depth),
    snapshots: async (namespace) =>
      listGroups(base, namespace, 0).flatMap((group) =>
        group.snapshots.map(
          (snapshot) => snapshotRow(group, snapshot) as unknown as SourceSnapshot,
        ),
      ),
    file: async (namespace, snapshot, name) => read(namespace, snapshot, name),
    chunk: async (namespace, snapshot, name, position) =>
      chunks.read(chunkAt(parseFixedIndex(read(namespace, snapshot, name)), position).digest),
    close: () => undefined,
  };
}

function remoteSource({ id, values }: Section, store: string): Source {
  const authId = String(values["auth-id"]);
  const [server, port] = [String(values["host"]), Number(values["port"] ?? 8007)];
  const fingerprint = values["fingerprint"];
  const client = new ApiClient({
    repository: { authId, server, port, store, text: id },
    secret: Buffer.from(String(values["password"]), "base64").toString("utf8"),
    ...(fingerprint === undefined ? {} : { fingerprint: String(fingerprint) }),
    warn: () => undefined,
  });
  const at = `/admin/datastore/${store}`;
  const place = (namespace: string) => (namespace === "" ? {} : { ns: namespace });
  return {
    name: `${id}/${store}`,
    async namespaces(parent, depth) {
      const found = await client.get(`${at}/namespace`, {
        ...(parent === "" ? {} : { parent }),
        "max-depth": depth,
      });
      return (found as { readonly ns: string }[]).map(({ ns }) => ns);
    },
    snapshots: async (namespace) =>
      (await client.get(`${at}/snapshots`, place(namespace))) as unknown as SourceSnapshot[],
    file: (namespace, snapshot, name) =>
      client.download(`${at}/download`, { ...place(namespace), ...snapshot, "file-name": name }),
    chunk: (namespace, snapshot, name, position) =>
      client.download("/reader/chunk", {
        ...{ store, ...place(namespace), ...snapshot, "file-name": name, position },
      }),
    close: () => client.close(),
  };
}
