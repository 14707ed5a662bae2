import type { Caller } from "../access/caller";
import { ApiError, refusal } from "../api/api-error";
import { splitList } from "../schema/formats";
import { own } from "../schema/own";
import type { Parameters, Value } from "../schema/parameter";
import {
  checkSectionValues,
  type Section,
  type SectionConfig,
  type SectionFile,
} from "../state/section-config";
import { secretNames, type StorageSecrets } from "../state/storage-secrets";
import { sectionValues, typedValues } from "../state/typed-values";
import { changeSecrets, type SecretsChange, type WantedSecrets } from "./pbs-secrets";
import { checkChangedOptions, checkNewOptions, checkRemovedOptions } from "./storage-options";
import { storageCreation } from "./storage-properties";
import { type StorageType, storageTypes } from "./storage-types";

/** The answer to a change: the storage, and its encryption key if the change gave or made one. */
export interface StorageChange {
  readonly storage: string;
  readonly type: string;
  readonly config?: Readonly<Record<string, string>>;
}

/** The local directory every node has when nothing else is configured. */
const localStorage: Section = {
  type: "dir",
  id: "local",
  values: { path: "/var/lib/vz", content: "backup,iso,vztmpl" },
};

/** Either lets a storage be seen in a list. */
const listPrivileges = ["Datastore.Audit", "Datastore.AllocateSpace"];

/** The cluster's storages: `storage.cfg`, with the secrets in files of their own. Every method throws ApiError. */
export class Storages {
  constructor(
    private readonly config: SectionConfig,
    private readonly secrets: StorageSecrets,
  ) {}

  /** Those the caller has rights on. */
  list(caller: Caller, type?: string): readonly Record<string, Value>[] {
    const { sections, digest } = this.read();
    const maySee = ({ id }: Section) =>
      listPrivileges.some((privilege) => caller.may(`/storage/${id}`, privilege));
    return sections
      .filter((section) => maySee(section) && (type === undefined || section.type === type))
      .map((section) => present(section, digest));
  }

  get(id: string): Record<string, Value> {
    const { sections, digest } = this.read();
    return present(find(sections, id), digest);
  }

  create(parameters: Parameters): StorageChange {
    const { storage, type, ...options } = parameters;
    const [id, typeName] = [String(storage), String(type)];
    const plain = withoutSecrets(options);
    checkNewOptions(typeOf(typeName), options);
    checkSectionValues(sectionValues(plain));
    return during("create storage failed", () => {
      const { sections } = this.read();
      if (sections.some((section) => section.id === id))
        throw refusal(`storage ID '${id}' already defined`);
      const change = changeSecrets(id, wantedSecrets(options, []), this.secrets, false);
      const values = sectionValues(known({ ...plain, ...change.references }));
      this.config.write([...sections, { type: typeName, id, values }]);
      return answer(id, typeName, change);
    });
  }

  update(parameters: Parameters): StorageChange {
    const { storage, delete: deleted, digest, ...options } = parameters;
    const id = String(storage);
    const removed = splitList(String(deleted ?? ""));
    return during("update storage failed", () => {
      const file = this.read();
      if (digest !== undefined && digest !== file.digest)
        throw refusal("detected modified configuration - file changed by other user? Try again.");
      const section = find(file.sections, id);
      checkChangedOptions(typeOf(section.type), options);
      checkRemovedOptions(typeOf(section.type), removed, options);
      const plain = withoutSecrets(options);
      checkSectionValues(sectionValues(plain));
      const hasKey = section.values["encryption-key"] !== undefined;
      const change = changeSecrets(id, wantedSecrets(options, removed), this.secrets, hasKey);
      const kept = Object.entries(section.values).filter(([name]) => !removed.includes(name));
      const values = { ...Object.fromEntries(kept), ...plain, ...change.references };
      const changed = { ...section, values: sectionValues(known(values)) };
      this.config.write(file.sections.map((one) => (one === section ? changed : one)));
      return answer(id, section.type, change);
    });
  }

  delete(id: string): null {
    return during("delete storage failed", () => {
      const { sections } = this.read();
      const gone = find(sections, id);
      this.config.write(sections.filter((section) => section !== gone));
      for (const name of secretNames) this.secrets.remove(id, name);
      return null;
    });
  }

  private read(): SectionFile {
    const { sections, digest } = this.config.read();
    const hasLocal = sections.some((section) => section.id === localStorage.id);
    return { sections: hasLocal ? sections : [localStorage, ...sections], digest };
  }
}

/** What fails while the product holds the lock on its storages says so first. */
function during<Result>(failure: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw refusal(`${failure}: ${error.message}`);
  }
}

function find(sections: readonly Section[], id: string): Section {
  const section = sections.find((one) => one.id === id);
  if (section === undefined) throw refusal(`storage '${id}' does not exist`);
  return section;
}

function typeOf(name: string): StorageType {
  const type = own(storageTypes, name);
  if (type === undefined) throw refusal(`unknown section type '${name}' in storage.cfg`);
  return type;
}

function present(section: Section, digest: string): Record<string, Value> {
  const type = typeOf(section.type);
  return {
    storage: section.id,
    type: section.type,
    digest,
    content: type.defaultContent,
    ...(type.alwaysShared ? { shared: 1 } : {}),
    ...typedValues(storageCreation, section.values),
  };
}

function answer(storage: string, type: string, change: SecretsChange): StorageChange {
  const shown = Object.keys(change.answer).length > 0 ? { config: change.answer } : {};
  return { storage, type, ...shown };
}

function wantedSecrets(options: Parameters, removed: readonly string[]): WantedSecrets {
  const given = secretNames.flatMap((name) =>
    options[name] === undefined ? [] : [[name, String(options[name])]],
  );
  const dropped = secretNames.filter((name) => removed.includes(name)).map((name) => [name, null]);
  return Object.fromEntries([...given, ...dropped]) as WantedSecrets;
}

function withoutSecrets(options: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !secretNames.some((secret) => secret === name)),
  );
}

function known(values: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
