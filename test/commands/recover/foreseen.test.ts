import { foreseenIn } from "../../../commands/recover/foreseen";
import { type EngineEvent, type SeenResource } from "../../../commands/stack/event-log";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const provider = `urn:pulumi:lab::backup::pulumi:providers:aws::vault::${unknown}`;
const urnOf = (name: string, type = "aws:iam/user:User") =>
  `urn:pulumi:lab::backup::backup:vault:Vault$${type}::${name}`;

const foreseen = (op: string, name: string, more: Partial<SeenResource> = {}): EngineEvent => {
  const state = { custom: true, provider, parent: "urn:parent", inputs: { name } };
  const isGoing = op.startsWith("delete");
  return {
    resourcePreEvent: {
      metadata: {
        ...{ op, urn: urnOf(name), type: "aws:iam/user:User" },
        ...{ old: isGoing ? state : null, new: isGoing ? null : state },
        ...more,
      },
    },
  };
};

describe("a preview's log", () => {
  it("tells what is declared, with its type, name, parent, provider and what is known of its inputs", () => {
    const inputs = { user: unknown, name: "put" };
    const event = foreseen("create", "put", {
      urn: urnOf("put", "aws:iam/userPolicy:UserPolicy"),
      new: { custom: true, provider, parent: "urn:parent", inputs },
    });
    expect(foreseenIn([event]).declared).toEqual([
      {
        urn: urnOf("put", "aws:iam/userPolicy:UserPolicy"),
        ...{ type: "aws:iam/userPolicy:UserPolicy", name: "put", parent: "urn:parent" },
        provider: "urn:pulumi:lab::backup::pulumi:providers:aws::vault",
        inputs: { name: "put" },
      },
    ]);
  });

  it("tells what the state does not know from what it knows, has otherwise or has too much", () => {
    const found = foreseenIn(
      ["create", "import", "same", "update", "replace", "delete"].map((op) => foreseen(op, op)),
    );
    expect([...found.unknown]).toEqual([urnOf("create"), urnOf("import")]);
    expect(found.changing).toEqual([urnOf("update"), urnOf("replace")]);
    expect(found.leaving).toEqual([urnOf("delete")]);
    expect(found.declared).toHaveLength(5);
  });

  it("takes one that is replaced for declared, whatever goes for it, and once", () => {
    const steps = ["delete-replaced", "replace", "create-replacement"].map((op) =>
      foreseen(op, "key"),
    );
    const found = foreseenIn(steps);
    expect(found.declared.map(({ name }) => name)).toEqual(["key"]);
    expect([found.leaving, [...found.unknown]]).toEqual([[], []]);
  });

  it("leaves out components, providers and the stack itself, which are on no server", () => {
    const component = foreseen("create", "vault", { new: { custom: false } });
    const stack = foreseen("create", "x", {
      urn: "urn:pulumi:lab::backup::pulumi:pulumi:Stack::x",
    });
    expect(foreseenIn([component, stack]).declared).toEqual([]);
  });

  it("has what went wrong in one line, with whose it is", () => {
    const event = {
      diagnosticEvent: {
        urn: urnOf("a"),
        severity: "error",
        message: "error: Preview failed: no\n x",
      },
    };
    const warning = { diagnosticEvent: { severity: "warning", message: "old" } };
    expect(foreseenIn([event, warning]).errors).toEqual([{ urn: urnOf("a"), message: "no x" }]);
  });
});
