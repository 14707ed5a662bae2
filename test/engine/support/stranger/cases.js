/**
 * Programs as a stranger would write them. `rule` is the one that must name the resource of the case's name; nothing, where
 * the case does no harm.
 */
"use strict";

const { sdks, key, secret } = require("./makers.js");

const numbered = (index) => String(index + 1).padStart(3, "0");

/** Each has a name of its own, which is the resource's. */
const named = (letters, { broken, harmless }) => [
  ...broken.map(([rule, make], index) => ({
    name: `${letters[0]}${numbered(index)}-${rule}`,
    rule,
    make,
  })),
  ...harmless.map((make, index) => ({
    name: `${letters[1]}${numbered(index)}`,
    rule: undefined,
    make,
  })),
];

/** What the sandbox's providers take: the real engine is asked as well. */
const cases = named("bh", {
  ...require("./broken-settings.js"),
  ...require("./harmless-settings.js"),
});

/** What needs more than they have, types or inputs: the served pack alone is asked. */
const served = named("rs", {
  broken: [
    "broken-vault",
    "broken-rights",
    "broken-hosts",
    "broken-agents",
    "broken-stores",
    "rare",
  ].flatMap((part) => require(`./${part}.js`).broken),
  harmless: ["harmless-stack", "rare"].flatMap((part) => require(`./${part}.js`).harmless),
});

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

module.exports = { cases, served, later, afterwards };
