import { sentOrAnswered } from "../../answer";
import { type HeldPolicy } from "../../iam-policies";
import { grantsOf } from "../../iam-match";
import { type IamStatement, statementsOf } from "../../iam-statement";
import { type Resource, type ResourceOf } from "../../resource";
import { type ResourceType } from "../../resource-types";
import { stackRule } from "../../rule";
import { type Stack } from "../../stack";
import { beyondWriting, putting } from "./archive-writer";
import { tooMuch } from "./iam-writer-least";

const types = [
  "aws:iam/group:Group",
  "aws:iam/role:Role",
  "aws:iam/user:User",
] as const satisfies readonly ResourceType[];

type Identity = ResourceOf<(typeof types)[number]>;

/** What one policy does not allow another may: IAM adds up all that an identity has. */
export const iamWriterLeastTogether = stackRule({
  name: "iam-writer-least-together",
  description:
    "Nobody whom one policy of AWS lets put objects is let by another one end, unlock, expose or hide them.",
  remediation: "Give what ends and configures to another user or role than the one that writes.",
  types,
  judge: (identity, _numbers, stack) => {
    const documents = holdersOf(identity, stack)
      .flatMap((one) => held(one, stack))
      .map(({ path, policy }) => statementsIn(path, policy()));
    const all = documents.flat();
    if (!isWriters(all)) return [];
    // Within one policy `iam-writer-least` says it.
    const others = documents.filter((one) => !isWriters(one)).flat();
    return beyondWriting(all)
      .filter(({ statement }) => others.includes(statement))
      .map(tooMuch);
  },
});

const isWriters = (statements: readonly IamStatement[]) =>
  grantsOf(statements, [putting]).length > 0;

function statementsIn(path: string, policy: unknown): readonly IamStatement[] {
  const read = statementsOf(path, policy);
  return typeof read === "string" ? [] : read;
}

const byGroup = "aws:iam/groupMembership:GroupMembership";
const byUser = "aws:iam/userGroupMembership:UserGroupMembership";

/** It, and the groups that a user is in. */
function holdersOf(identity: Identity, stack: Stack): readonly Identity[] {
  if (identity.type !== "aws:iam/user:User") return [identity];
  const memberships = new Set<Resource>([
    ...stack.about(identity, "user", [byUser]),
    ...stack.about(identity, "users", [byGroup]),
  ]);
  const groups = stack
    .ofType(["aws:iam/group:Group"])
    .filter((group) =>
      [...stack.about(group, "groups", [byUser]), ...stack.about(group, "group", [byGroup])].some(
        (one) => memberships.has(one),
      ),
    );
  return [identity, ...groups];
}

/** Its own policies, and those of the stack that are attached to it. */
function held(identity: Identity, stack: Stack): readonly HeldPolicy[] {
  const { own, attachments } = heldBy[identity.type](identity, stack);
  const urns = attachments.map(({ urn }) => urn);
  const attached = stack
    .ofType(["aws:iam/policy:Policy"])
    .filter((policy) =>
      attachedBy(policy, stack).some(({ urn }) => urns.includes(urn) || urn === identity.urn),
    );
  return [
    ...[...own, ...attached].map(({ name, props }) => ({
      path: `policy of ${name}`,
      policy: () => props["policy"],
    })),
    ...inlineOf(identity),
  ];
}

/** A role's own that are in no resource beside it. The provider answers with them where a program says nothing of them. */
function inlineOf(identity: Identity): readonly HeldPolicy[] {
  if (identity.type !== "aws:iam/role:Role") return [];
  return (sentOrAnswered(identity, "inlinePolicies") ?? []).map((inline, index) => ({
    path: `inlinePolicies.${index}.policy of ${identity.name}`,
    policy: () => inline.policy,
  }));
}

const shared = "aws:iam/policyAttachment:PolicyAttachment";
const ofGroups = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
const ofRoles = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ofUsers = "aws:iam/userPolicyAttachment:UserPolicyAttachment";
const allOfGroup = "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive";
const allOfRole = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
const allOfUser = "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive";

/** What attaches a policy: resources for it, and roles that name it themselves. */
const attachedBy = (policy: Resource, stack: Stack): readonly Resource[] => [
  ...stack.about(policy, "policyArn", [shared, ofGroups, ofRoles, ofUsers]),
  ...stack.about(policy, "policyArns", [allOfGroup, allOfRole, allOfUser]),
  ...stack.about(policy, "managedPolicyArns", ["aws:iam/role:Role"]),
];

/** Each kind by properties of its own: a user and a role may have one name. */
const heldBy: Readonly<
  Record<
    Identity["type"],
    (
      identity: Resource,
      stack: Stack,
    ) => { readonly own: readonly Resource[]; readonly attachments: readonly Resource[] }
  >
> = {
  "aws:iam/group:Group": (group, stack) => ({
    own: stack.about(group, "group", ["aws:iam/groupPolicy:GroupPolicy"]),
    attachments: [
      ...stack.about(group, "group", [ofGroups]),
      ...stack.about(group, "groupName", [allOfGroup]),
      ...stack.about(group, "groups", [shared]),
    ],
  }),
  "aws:iam/role:Role": (role, stack) => ({
    own: stack.about(role, "role", ["aws:iam/rolePolicy:RolePolicy"]),
    attachments: [
      ...stack.about(role, "role", [ofRoles]),
      ...stack.about(role, "roleName", [allOfRole]),
      ...stack.about(role, "roles", [shared]),
    ],
  }),
  "aws:iam/user:User": (user, stack) => ({
    own: stack.about(user, "user", ["aws:iam/userPolicy:UserPolicy"]),
    attachments: [
      ...stack.about(user, "user", [ofUsers]),
      ...stack.about(user, "userName", [allOfUser]),
      ...stack.about(user, "users", [shared]),
    ],
  }),
};
