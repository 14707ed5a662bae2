import * as path from "node:path";
import { randomUUID } from "node:crypto";
import { readJsonFile, writeAtomically } from "../windows/host/atomic-file";
import { withLock } from "../windows/host/lock";
import { Guid } from "../windows/interpreter/values/guid";
import { type PsObject } from "../windows/interpreter/values/ps-object";
import { decode, encodeRecord, type References, type StoredObject } from "./codec";
import { namespace } from "./enums";

/** The collections of the configuration database, one file each, by the type they keep. */
const collections = {
  CBackupRepository: "repositories",
  CCredentials: "credentials",
  CHost: "servers",
  PSCryptoKey: "encryption-keys",
  VBRComputerBackupJob: "computer-backup-jobs",
  VBRConfigurationBackupJob: "configuration-backup-job",
  VBRProtectionGroup: "protection-groups",
} as const;

export type CollectionType = keyof typeof collections;

const collectionByType: ReadonlyMap<string, string> = new Map(
  Object.entries(collections).map(([type, name]) => [`${namespace}.${type}`, name] as const),
);

/** Veeam's configuration database: JSON files, each replaced in one step under one lock. */
export class Store implements References {
  constructor(
    private readonly stateDirectory: string,
    private readonly seeds: Readonly<Partial<Record<CollectionType, () => readonly PsObject[]>>>,
  ) {}

  /** Every object of a type, in the order they were made. */
  all(type: CollectionType): readonly PsObject[] {
    return this.stored(type).map((each) => decode(each, this) as PsObject);
  }

  /** The object of that id. */
  find(type: CollectionType, id: string): PsObject | undefined {
    return this.all(type).find((each) => String(each.get("Id")) === id);
  }

  /** Adds an object, or replaces the one of the same id. */
  put(type: CollectionType, object: PsObject): void {
    this.change(type, (records) => {
      const record = encodeRecord(object, this);
      const place = records.findIndex((each) => sameId(each, record));
      return place < 0 ? [...records, record] : replaced(records, place, record);
    });
  }

  collectionOf(object: PsObject): string | undefined {
    return collectionByType.get(object.typeName);
  }

  resolve(collection: string, id: string): PsObject | undefined {
    const type = (Object.keys(collections) as CollectionType[]).find(
      (each) => collections[each] === collection,
    );
    return type === undefined ? undefined : this.find(type, id);
  }

  private change(
    type: CollectionType,
    work: (records: readonly StoredObject[]) => readonly StoredObject[],
  ): void {
    withLock(this.stateDirectory, "veeam", () => this.write(type, work(this.stored(type))));
  }

  private stored(type: CollectionType): readonly StoredObject[] {
    const known = readJsonFile<readonly StoredObject[] | undefined>(this.file(type), undefined);
    return known ?? (this.seeds[type]?.() ?? []).map((each) => encodeRecord(each, this));
  }

  private write(type: CollectionType, records: readonly StoredObject[]): void {
    writeAtomically(this.file(type), `${JSON.stringify(records, undefined, 2)}\n`);
  }

  private file(type: CollectionType): string {
    return path.join(this.stateDirectory, "veeam", `${collections[type]}.json`);
  }
}

function sameId(left: StoredObject, right: StoredObject): boolean {
  return JSON.stringify(left["Id"]) === JSON.stringify(right["Id"]);
}

/** An id for a new object. */
export function newId(): Guid {
  return new Guid(randomUUID());
}

function replaced<T>(items: readonly T[], place: number, item: T): readonly T[] {
  return items.map((each, index) => (index === place ? item : each));
}
