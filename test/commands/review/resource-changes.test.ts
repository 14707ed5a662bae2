import { resourceChanges } from "../../../commands/review/resource-changes";
import { resourceSection } from "../../../commands/review/resource-section";
import { type SentResource } from "../../../commands/review/resources";
import { canonicalJson } from "../../../model/canonical-json";

const sent = (type: string, name: string, inputs: object = {}): SentResource => ({
  ...{ type, name, inputs: { ...inputs } },
});

const store = (declared: object) =>
  sent("backup:pbs:Datastore", "pbs-main", { declared, onRemoval: "every backup stays" });

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

const envelope = (document: object) =>
  secret(
    canonicalJson({
      ...{ contract: "backup-remote/1", kind: "pbs datastore", settings: {}, script: "" },
      ...{ document, secrets: {} },
    }),
  );

const section = (document: object) =>
  sent("command:remote:Command", "pbs-main-section", { stdin: envelope(document) });

/** The rows of the table for people, as plain text. */
const rows = (before: SentResource[], after: SentResource[]) =>
  resourceSection(resourceChanges(before, after))[0]?.tables[0]?.rows.map((cells) =>
    cells
      .map((line) => line.map((piece) => (typeof piece === "string" ? piece : piece.name)).join(""))
      .join(" | "),
  );

describe("resources of two files", () => {
  it("are not told where they send the same", () => {
    expect(resourceChanges([store({ path: "/a" })], [store({ path: "/a" })])).toEqual([]);
    expect(resourceSection([])).toEqual([]);
  });

  it("are added, changed with what differs, or deleted with what that means", () => {
    const other = sent("backup:pbs:PruneJob", "pbs-prune", { onRemoval: "the datastore grows" });
    expect(
      resourceChanges([store({ path: "/a", n: 1 }), other], [store({ path: "/b", n: 1 })]),
    ).toEqual([
      {
        ...{ type: "backup:pbs:Datastore", name: "pbs-main", event: "changed" },
        fields: [{ path: "declared.path", before: "/a", after: "/b" }],
      },
      {
        ...{ type: "backup:pbs:PruneJob", name: "pbs-prune", event: "deleted", fields: [] },
        onRemoval: "the datastore grows",
      },
    ]);
    expect(resourceChanges([], [other])).toMatchObject([{ event: "added" }]);
  });

  it("are replaced where what names them on their server differs", () => {
    const bucket = (name: string) => sent("aws:s3/bucket:Bucket", "vault-bucket", { bucket: name });
    expect(resourceChanges([bucket("a")], [bucket("b")])).toMatchObject([{ event: "replaced" }]);
    const tagged = { ...bucket("a"), inputs: { bucket: "a", tags: { x: "y" } } };
    expect(resourceChanges([bucket("a")], [tagged])).toMatchObject([{ event: "changed" }]);
  });

  it("never show what is or may be secret", () => {
    const key = (value: string) => sent("aws:x/y:Z", "key", { plain: value, value: secret(value) });
    const changes = resourceChanges([key("s3cr3t-a")], [key("s3cr3t-b")]);
    expect(changes[0]?.fields).toEqual([
      { path: "plain", before: "s3cr3t-a", after: "s3cr3t-b" },
      { path: "value" },
    ]);
    const hidden = resourceChanges(
      [section({ password: "s3cr3t" })],
      [section({ password: "other" })],
    );
    expect(hidden[0]?.fields).toEqual([{ path: "document.password" }]);
    const list = (value: string) =>
      sent("aws:x/y:Z", "list", { list: [secret(value), value.length] });
    expect(JSON.stringify(resourceChanges([list("s3cr3t")], [list("longer-s3cr3t")]))).not.toMatch(
      /s3cr3t/,
    );
  });

  it("show of long values where they begin to differ", () => {
    const policy = (end: string) => sent("aws:x/y:Z", "policy", { policy: "a".repeat(400) + end });
    const [change] = resourceChanges([policy("b")], [policy("c")]);
    expect(change?.fields).toEqual([
      { path: "policy", before: `…${"a".repeat(20)}b`, after: `…${"a".repeat(20)}c` },
    ]);
  });
});

describe("the table of resources", () => {
  it("counts parts with their component, and tells what its removal means", () => {
    expect(rows([store({}), section({})], [])).toEqual([
      "deleted | pbs-main | backup:pbs:Datastore and 1 below it | every backup stays",
    ]);
  });

  it("says of a part that goes alone that the rest stays", () => {
    expect(rows([store({}), section({})], [store({})])).toEqual([
      "deleted | pbs-main-section | command:remote:Command | a part of pbs-main, which stays",
    ]);
  });

  it("tells what changes of a part where more can be told of it than of its component", () => {
    const lock = (days: number) => sent("aws:x/y:Lock", "pbs-main-lock", { days });
    const before = [store({ path: "/a" }), section({ path: "/a" }), lock(90)];
    const after = [store({ path: "/b" }), section({ path: "/b" }), lock(30)];
    expect(rows(before, after)).toEqual([
      "changed | pbs-main | backup:pbs:Datastore and 1 below it | path /a → /b",
      "changed | pbs-main-lock | aws:x/y:Lock | days 90 → 30",
    ]);
  });

  it("has what is deleted first", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => sent("aws:x/y:Z", name));
    const shown = rows([b!, c!], [a!, { ...b!, inputs: { n: 1 } }])?.map(
      (row) => row.split(" ")[0],
    );
    expect(shown).toEqual(["deleted", "changed", "added"]);
  });
});
