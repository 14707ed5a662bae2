/**
 * Programs as a stranger would write them. `rule` is the one that must name the resource of the case's name; nothing, where
 * the case does no harm.
 */
"use strict";

const { sdks, key, secret } = require("./makers.js");
const broken = ["settings", "vault", "rights", "hosts", "agents", "stores"].flatMap(
  (part) => require(`./broken-${part}.js`).broken,
);
const harmless = ["settings", "stack"].flatMap((part) => require(`./harmless-${part}.js`).harmless);

const numbered = (index) => String(index + 1).padStart(3, "0");

/** Each has a name of its own, which is the resource's. */
const cases = [
  ...broken.map(([rule, make], index) => ({ name: `b${numbered(index)}-${rule}`, rule, make })),
  ...harmless.map((make, index) => ({ name: `h${numbered(index)}`, rule: undefined, make })),
];

/** What is wrong with it nobody knows before the update: its days come out of a resource that the update makes. */
const later = {
  name: "later",
  rule: "secret-recovery-window",
  make: (name) => {
    const topic = new sdks.aws.sns.Topic("before", { kmsMasterKeyId: key });
    secret({ recoveryWindowInDays: topic.arn.apply(() => 0) })(name);
  },
};

/** Rules that no program of a stranger can break before an update has been made. */
const afterwards = { "iam-key-age": "how old a key is the provider tells once it is made" };

module.exports = { cases, later, afterwards };
