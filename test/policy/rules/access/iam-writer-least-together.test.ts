import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { allow, policyText } from "./support";

const rule = "iam-writer-least-together";
const puts = policyText(allow("s3:PutObject"));
const ends = policyText(allow("s3:DeleteObjectVersion", { Sid: "Ends" }));

type Kind = "user" | "role" | "group";
const capital = (kind: Kind) => `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
const identity = (kind: Kind, name = "writer"): Sent => ({
  ...{ type: `aws:iam/${kind}:${capital(kind)}`, name },
  props: { name: "backup" },
});
const inline = (kind: Kind, name: string, policy: unknown): Sent => ({
  type: `aws:iam/${kind}Policy:${capital(kind)}Policy`,
  name,
  props: { [kind]: "backup", policy },
});
const managed = (name: string, policy: string): Sent => ({
  ...{ type: "aws:iam/policy:Policy", name },
  props: { arn: `arn:${name}`, policy },
});
const attached = (kind: Kind, name: string, of = "backup"): Sent => ({
  type: `aws:iam/${kind}PolicyAttachment:${capital(kind)}PolicyAttachment`,
  name: `${name}-attached`,
  props: { [kind]: of, policyArn: `arn:${name}` },
});
const kinds: readonly Kind[] = ["user", "role", "group"];

describe(rule, () => {
  it.each(kinds)("passes a %s that writes and another that ends", async (kind) => {
    const other = { ...inline(kind, "other", ends), props: { [kind]: "other", policy: ends } };
    const sent = [identity(kind), inline(kind, "writing", puts), other];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each(kinds)("fails on a %s whose two policies write and end", async (kind) => {
    const sent = [identity(kind), inline(kind, "writing", puts), inline(kind, "ending", ends)];

    expect(await violationsOf(rule, sent)).toEqual([
      expect.stringMatching(
        /^writer: policy of ending: statement 1 \(Ends\) allows s3:DeleteObjectVersion to who may s3:PutObject; wanted is a writer/,
      ),
    ]);
  });

  it.each(kinds)("fails on a %s with an attached policy that ends", async (kind) => {
    const sent = [
      identity(kind),
      inline(kind, "writing", puts),
      managed("ending", ends),
      attached(kind, "ending"),
    ];

    expect(await violationsOf(rule, sent)).toHaveLength(1);
    const elsewhere = [...sent.slice(0, 3), attached(kind, "ending", "other")];
    expect(await violationsOf(rule, elsewhere)).toEqual([]);
    const another = [...sent.slice(0, 2), managed("other", ends), attached(kind, "ending")];
    expect(await violationsOf(rule, another)).toEqual([]);
  });

  it.each(kinds)("finds what is attached to a %s by an attachment to many", async (kind) => {
    const many = {
      ...{ type: "aws:iam/policyAttachment:PolicyAttachment", name: "many" },
      props: { [`${kind}s`]: [unknown], policyArn: "arn:ending" },
      from: { [`${kind}s`]: ["writer"] },
    };
    const sent = [identity(kind), inline(kind, "writing", puts), managed("ending", ends), many];

    expect(await violationsOf(rule, sent)).toHaveLength(1);
  });

  it("finds what an attachment to many names by its text", async () => {
    const many = (users: readonly string[]) => ({
      ...{ type: "aws:iam/policyAttachment:PolicyAttachment", name: "many" },
      props: { users, policyArn: "arn:ending" },
    });
    const sent = [identity("user"), inline("user", "writing", puts), managed("ending", ends)];

    expect(await violationsOf(rule, [...sent, many(["other", "backup"])])).toHaveLength(1);
    expect(await violationsOf(rule, [...sent, many(["other"])])).toEqual([]);
  });

  it.each(kinds)("finds what a list of all that a %s has attached names", async (kind) => {
    const name = capital(kind);
    const list = {
      type: `aws:iam/${kind}PolicyAttachmentsExclusive:${name}PolicyAttachmentsExclusive`,
      name: "list",
      props: { [`${kind}Name`]: "backup", policyArns: ["arn:other", "arn:ending"] },
    };
    const sent = [identity(kind), inline(kind, "writing", puts), managed("ending", ends), list];

    expect(await violationsOf(rule, sent)).toHaveLength(1);
  });

  it("finds what a role has inline, and what it names itself", async () => {
    const role = (props: object): Sent => ({
      ...identity("role"),
      props: { name: "backup", ...props },
    });
    const inlinePolicies = [
      { name: "a", policy: puts },
      { name: "b", policy: ends },
    ];

    expect(await violationsOf(rule, [role({ inlinePolicies })])).toEqual([
      expect.stringContaining(
        "writer: inlinePolicies.1.policy of writer: statement 1 (Ends) allows s3:DeleteObjectVersion",
      ),
    ]);
    const named = role({
      inlinePolicies: [{ policy: puts }],
      managedPolicyArns: ["arn:x", "arn:ending"],
    });
    expect(await violationsOf(rule, [named, managed("ending", ends)])).toHaveLength(1);
    expect(await violationsOf(rule, [named, managed("other", ends)])).toEqual([]);
    // The provider's answer is still to come.
    expect(await violationsOf(rule, [role({ inlinePolicies: unknown })])).toEqual([]);
  });

  it.each([
    ["a user's groups", "user", { user: "backup", groups: ["other", "enders"] }],
    ["a group's users", "", { group: "enders", users: ["other", "backup"] }],
  ])("finds what a group of the user may, by %s", async (_what, kind, props) => {
    const type =
      kind === "user"
        ? "aws:iam/userGroupMembership:UserGroupMembership"
        : "aws:iam/groupMembership:GroupMembership";
    const group: Sent = { ...identity("group", "enders"), props: { name: "enders" } };
    const ending: Sent = {
      ...inline("group", "ending", ends),
      props: { group: "enders", policy: ends },
    };
    const sent = [identity("user"), inline("user", "writing", puts), group, ending];

    expect(await violationsOf(rule, [...sent, { type, name: "in", props }])).toEqual([
      expect.stringContaining("writer: policy of ending"),
    ]);
    expect(await violationsOf(rule, sent)).toEqual([]);
    const without = { ...props, user: "other", users: ["other"] };
    expect(await violationsOf(rule, [...sent, { type, name: "in", props: without }])).toEqual([]);
    const another = { ...props, group: "other", groups: ["other"] };
    expect(await violationsOf(rule, [...sent, { type, name: "in", props: another }])).toEqual([]);
  });

  it("passes a user that ends and does not write", async () => {
    expect(await violationsOf(rule, [identity("user"), inline("user", "ending", ends)])).toEqual(
      [],
    );
  });

  it("takes a user's policies for no role's of the same name", async () => {
    const sent = [
      identity("role"),
      inline("role", "writing", puts),
      inline("user", "ending", ends),
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it("leaves to another rule what one policy allows, and says what is beside it", async () => {
    const both = policyText(allow(["s3:PutObject", "s3:DeleteBucket"]));
    const sent = [identity("user"), inline("user", "both", both)];

    expect(await violationsOf(rule, sent)).toEqual([]);
    expect(await violationsOf(rule, [...sent, inline("user", "ending", ends)])).toEqual([
      expect.stringContaining("policy of ending"),
    ]);
  });

  it("does not mind what another policy denies, and counts no text for a policy", async () => {
    const deny = policyText({ Effect: "Deny", Action: "s3:Delete*", Resource: "*" });
    const sent = [
      identity("user"),
      inline("user", "writing", puts),
      inline("user", "ending", ends),
    ];

    expect(await violationsOf(rule, [...sent, inline("user", "denying", deny)])).toEqual([]);
    expect(await violationsOf(rule, [...sent, inline("user", "odd", "")])).toHaveLength(1);
  });

  it("says of which policy it is not known yet", async () => {
    const sent = [identity("user"), inline("user", "writing", unknown)];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of writing is not known yet"),
    });
  });
});
