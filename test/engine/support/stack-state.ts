import * as fs from "node:fs";
import * as path from "node:path";

/** A resource as the state has it. */
export interface StateResource {
  readonly type: string;
  readonly name: string;
}

interface StoredResource {
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What the engine keeps of a stack, read where it keeps it: to ask the CLI takes seconds each time. */
export class StackState {
  /** @param home - where the engine keeps its state; `stack` is one of the project's */
  constructor(
    private readonly home: string,
    private readonly stack: string,
  ) {}

  /** The file of the last checkpoint. */
  get file(): string {
    return path.join(this.home, ".pulumi", "stacks", "backup", `${this.stack}.json`);
  }

  /** Everything that the stack has, in alphabetical order. */
  resources(): StateResource[] {
    return this.stored()
      .filter(({ type }) => type !== "pulumi:pulumi:Stack")
      .map(({ type, urn }) => ({ type, name: urn.split("::").at(-1) ?? "" }))
      .sort((one, other) => key(one).localeCompare(key(other)));
  }

  /** What the program exports by that name; a secret as it is stored. */
  output(name: string): unknown {
    const outputs = this.stored().find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
    if (!(name in outputs)) throw new Error(`${this.stack} has no output ${name}`);
    return outputs[name];
  }

  /** The URN that ends so. @throws Error if there is none */
  urn(end: string): string {
    const found = this.stored().find(({ urn }) => urn.endsWith(end));
    if (found === undefined) throw new Error(`${this.stack} has nothing that ends with ${end}`);
    return found.urn;
  }

  /** What each resource is, where it belongs and what it is on its server; ids that the engine makes up are left out. */
  identities(): string[] {
    return this.stored()
      .map(({ urn, id = "", type, parent, protect = false }) =>
        JSON.stringify({ urn, parent, protect, id: madeUp(type) ? undefined : id }),
      )
      .sort();
  }

  /** Everything that is known of every resource, to be compared with what is known later. */
  everything(): unknown {
    // A secret is encrypted anew each time that it is written.
    return JSON.parse(JSON.stringify(this.stored()).replaceAll(/"ciphertext":"[^"]*"/g, '"":""'));
  }

  /** How many resources the last update created, changed, deleted or left alone. */
  lastChanges(): Record<string, number> {
    const kept = path.join(this.home, ".pulumi", "history", "backup", this.stack);
    const last = fs
      .readdirSync(kept)
      .filter((name) => name.endsWith(".history.json"))
      .sort()
      .at(-1);
    if (last === undefined) throw new Error(`${kept} has no update`);
    const update = JSON.parse(fs.readFileSync(path.join(kept, last), "utf8")) as {
      readonly resourceChanges?: Record<string, number>;
    };
    return update.resourceChanges ?? {};
  }

  private stored(): readonly StoredResource[] {
    const { checkpoint } = JSON.parse(fs.readFileSync(this.file, "utf8")) as {
      readonly checkpoint: { readonly latest: { readonly resources?: StoredResource[] } };
    };
    return checkpoint.latest.resources ?? [];
  }
}

const key = ({ type, name }: StateResource) => `${type} ${name}`;

/** Types whose ids are another each time that one is made, or taken up. */
const madeUp = (type: string) =>
  type.startsWith("pulumi:") ||
  [
    "aws:iam/accessKey:AccessKey",
    "command:remote:Command",
    "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment",
  ].includes(type);
