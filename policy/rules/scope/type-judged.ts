import { type ResourceType } from "../../resource-types";
import { anyResourceRule, type Rule, type Violation } from "../../rule";
import { isStorage } from "./storage-type-judged";

/** What rules read to judge others, and cannot judge by itself: who is in a group. */
const read: readonly string[] = [
  "aws:iam/groupMembership:GroupMembership",
  "aws:iam/userGroupMembership:UserGroupMembership",
] satisfies readonly ResourceType[];

/** What holds no backup and opens none, with what it is; whoever adds to it has looked. */
const aside: readonly (readonly [types: RegExp, what: string])[] = [
  [/^pulumi:/, "the engine's own, and providers, of which rules name those that they judge"],
  [/^(?:random|time|null):/, "values of the program, which are in its state alone"],
  [/^aws:kms\/alias:/, "another name of a key"],
  [/^minio:index\/iamUser:/, "a log-in, to which policies give its rights"],
  [/^aws:budgets\/budget:/, "what may be spent"],
  [/^aws:sns\/topicSubscription:/, "who is told"],
];

/** Of what is copied to a host the pack gets a path or a promise: rules see where it goes, and not what it is. */
const copies: readonly string[] = [
  "command:remote:CopyFile",
  "command:remote:CopyToRemote",
] satisfies readonly ResourceType[];

/**
 * What nobody judges looks like what is right. A component is judged by what it makes: it is told from a resource by having no
 * provider.
 *
 * @param known - types that rules name
 */
export const typeJudged = (known: ReadonlySet<string>): Rule =>
  anyResourceRule({
    name: "type-judged",
    description:
      "Each resource is of a type that rules of the pack judge, or is told as judged by none, as are files for hosts.",
    remediation:
      "Look at the resource yourself: whether it holds backups, opens them or lets somebody end them; then give it an exception " +
      "with a last day.",
    judge: ({ type, provider }) => {
      if (copies.includes(type)) return [unread];
      return provider === undefined || known.has(type) || isStorage(type, known) || isAside(type)
        ? []
        : [
            {
              problem: `no rule of the pack judges ${type}, so that nothing is said of it; wanted is a look at it by somebody`,
              fix: "look whether it holds, opens or ends backups, and give it an exception if it does not",
            },
          ];
    },
  });

const unread: Violation = {
  problem:
    "no rule of the pack reads what it copies to a host, a script or a key as well; wanted is a look at it by somebody",
  fix: "look whether it holds a secret or ends backups, and give it an exception if it does not",
};

const isAside = (type: string) => read.includes(type) || aside.some(([types]) => types.test(type));
