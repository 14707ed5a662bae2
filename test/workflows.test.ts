import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { goPin } from "../sandbox/toolchain/pins";
import { readWorkflow, type Step, workflowTexts } from "./support/workflow";
import { npmScripts, ownScripts, workflowFaults } from "./support/workflow-faults";

const read = (file: string) => fs.readFileSync(path.join(projectRoot, file), "utf8");
const texts = Object.entries(workflowTexts);
const steps: readonly Step[] = texts.flatMap(([, text]) =>
  Object.values(readWorkflow(text).jobs).flatMap((job) => job.steps),
);
const scriptFiles = fs.readdirSync(path.join(projectRoot, ".ci")).map((file) => `.ci/${file}`);
const all = texts.map(([, text]) => text).join("\n");
const distinct = (found: Iterable<RegExpMatchArray>) => [
  ...new Set([...found].map(([, name = ""]) => name)),
];

const [pullRequest = "", deploy = "", weekly = ""] = ["pull-request", "deploy", "weekly"].map(
  (name) => workflowTexts[`${name}.yml`],
);

describe("every workflow", () => {
  it.each(texts)("%s lets nobody in whom it must not", (_, text) => {
    expect(workflowFaults(text)).toEqual([]);
  });

  it("uses one commit of each action", () => {
    const used = distinct(all.matchAll(/uses: (\S+@\S+ # \S+)/g));
    expect(used.length).toBeGreaterThan(6);
    expect(new Set(used.map((each) => each.split("@")[0])).size).toBe(used.length);
  });

  it("runs npm scripts that there are, itself and through its own scripts", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const run = [...steps.flatMap((step) => step.run ?? []), ...scriptFiles.map(read)];
    const names = new Set(run.flatMap(npmScripts));
    expect([...names]).toEqual(expect.arrayContaining(["check", "test", "plan", "drift"]));
    expect([...names].filter((name) => !(name in scripts))).toEqual([]);
  });

  it("runs scripts of its own that there are and that may be run", () => {
    const run = steps.flatMap(ownScripts);
    expect(run.length).toBeGreaterThan(3);
    const runnable = scriptFiles.filter(
      (file) => (fs.statSync(path.join(projectRoot, file)).mode & 0o111) === 0o111,
    );
    expect(run.filter((file) => !runnable.includes(file))).toEqual([]);
  });

  it("runs the Node.js and the Pulumi CLI that the tests ran with", () => {
    const setUp = (action: string) =>
      steps.filter(({ uses }) => uses?.startsWith(action)).map((step) => step.with);
    const versions = setUp("pulumi/actions").map((given) => given?.["pulumi-version"]);
    expect(new Set(versions)).toEqual(
      new Set([goPin("pulumi", "github.com/pulumi/pulumi/pkg/v3").slice(1)]),
    );
    const files = setUp("actions/setup-node").map((given) => given?.["node-version-file"]);
    expect(new Set(files)).toEqual(new Set([".nvmrc"]));
    const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
    expect(engines.node).toMatch(new RegExp(`^>=${read(".nvmrc").trim()}\\.`));
  });
});

describe("the page about them", () => {
  const page = read("docs/workflows.md");

  it("names each of them, and all that somebody has to set up for them", () => {
    const wanted = [
      ...Object.keys(workflowTexts),
      ...distinct(all.matchAll(/\b(?:vars|secrets)\.(\w+)/g)),
      ...distinct(all.matchAll(/^\s+environment: (\S+)$/gm)),
    ];
    expect(wanted.length).toBeGreaterThan(9);
    expect(wanted.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("trusts exactly the environments that there are", () => {
    const trusted = distinct(page.matchAll(/:environment:([\w-]+)"/g));
    expect(trusted.sort()).toEqual(distinct(all.matchAll(/^\s+environment: (\S+)$/gm)).sort());
  });
});

test("an update of the lab follows a push to main, after its checks, and nothing else", () => {
  const updating = texts.filter(([, text]) => text.includes("pulumi up"));
  expect(updating.map(([file]) => file)).toEqual(["deploy.yml"]);
  const { on, jobs } = readWorkflow(deploy);
  expect(on).toEqual({ push: { branches: ["main"] } });
  expect(jobs["update"]).toMatchObject({ needs: "check", environment: "lab" });
});

test("what is exported of the lab with its secrets is removed however the step ends", () => {
  const { deployed } = readWorkflow(weekly).jobs;
  const at = deployed?.steps.findIndex((step) => ownScripts(step).includes(".ci/deployed-policy"));
  expect(deployed?.steps.slice((at ?? 0) + 1)).toContainEqual(
    expect.objectContaining({ if: "always()", run: expect.stringContaining("exported") as string }),
  );
});

const damages: readonly (readonly [
  what: string,
  text: string,
  from: string | RegExp,
  to: string,
  fault: RegExp,
])[] = [
  ["a permission for every job", deploy, "permissions: {}", "permissions: read-all", /every job a/],
  ["no word on permissions", deploy, "permissions: {}\n", "", /every job a permission/],
  [
    "a secret for every job",
    deploy,
    "permissions: {}",
    "permissions: {}\nenv: { KEY: '${{ secrets.KEY }}' }",
    /every job a secret/,
  ],
  [
    "a fork's code with our rights",
    pullRequest,
    "on:\n  pull_request:",
    "on:\n  pull_request:\n  pull_request_target:",
    /started by pull_request_target/,
  ],
  [
    "a run that follows a fork's",
    deploy,
    "on:",
    "on:\n  workflow_run: { workflows: [Pull request] }",
    /started by workflow_run/,
  ],
  ["what a stranger writes", weekly, "on:", "on:\n  issue_comment:", /started by issue_comment/],
  ["a tag", weekly, /@[0-9a-f]{40} # (v\S+)/, "@$1", /^actions\/checkout@v.* is not a commit/],
  ["a commit of no release", weekly, /([0-9a-f]{40}) #.*/, "$1", /is not a commit with its/],
  ["a short commit", weekly, /@[0-9a-f]{33}/, "@", /is not a commit with its/],
  ["a comment without a version", weekly, / # v.*/, " # newest", /is not a commit with its/],
  [
    "permissions by one word",
    pullRequest,
    /permissions:\n\s+contents: read.*\n/,
    "permissions: write-all\n",
    /^check does not list .*/,
  ],
  ["no permissions", deploy, /    permissions:\n\s+contents: read.*\n/, "", /^check does not list/],
  ["no limit of time", pullRequest, /    timeout-minutes: 20\n/, "", /^check may run for ever/],
  [
    "a token in the checkout",
    deploy,
    "persist-credentials: false",
    "fetch-depth: 1",
    /^check leaves its token/,
  ],
  [
    "a title in a script",
    pullRequest,
    "run: npm run plan",
    "run: echo ${{ github.event.pull_request.title }}",
    /^review has an expression in a script/,
  ],
  [
    "a secret for every step",
    deploy,
    "    environment: lab\n",
    "    environment: lab\n    env: { KEY: '${{ secrets.KEY }}' }\n",
    /^update gives a secret to every step/,
  ],
  ["a secret of no environment", deploy, /    environment: lab\n/, "", /^update has a secret that/],
  [
    "packages from a cache",
    deploy,
    /(update:[\s\S]*?)package-manager-cache: false/,
    "$1cache: npm",
    /^update takes packages from a cache/,
  ],
  [
    "packages from a cache by default",
    deploy,
    /(update:[\s\S]*?) +package-manager-cache: false\n/,
    "$1",
    /^update takes packages from a cache/,
  ],
  [
    "write for a fork",
    pullRequest,
    /(findings:[\s\S]*?) && github.event.pull_request.head.repo.full_name == github.repository/,
    "$1",
    /^findings has rights or access where a fork/,
  ],
  [
    "access for a fork",
    pullRequest,
    /github.event.pull_request.head.repo.full_name == github.repository &&\n/,
    "\n",
    /^preview has rights or access where a fork/,
  ],
  [
    "access for a fork if somebody else may have it",
    pullRequest,
    "vars.PULUMI_BACKEND_URL != ''",
    "vars.PULUMI_BACKEND_URL != '' || true",
    /^preview has rights or access where a fork/,
  ],
  [
    "access for Dependabot",
    pullRequest,
    /github.event.pull_request.user.login != 'dependabot\[bot\]' &&/,
    "",
    /^preview has access where Dependabot/,
  ],
  [
    "every secret at once",
    pullRequest,
    "run: npm run plan",
    "run: npm run plan\n        env: { ALL: '${{ toJSON(secrets) }}' }",
    /^review has rights or access where a fork/,
  ],
  ["no policy pack", deploy, " --policy-pack policy", "", /^update previews or updates without/],
  [
    "an update that another one stops",
    deploy,
    "cancel-in-progress: false",
    "cancel-in-progress: true",
    /^update updates while another may/,
  ],
];

test.each(damages)("fails with %s", (_, text, from, to, fault) => {
  const damaged = text.replace(from, to);
  expect(damaged).not.toBe(text);
  expect(workflowFaults(damaged)).toContainEqual(expect.stringMatching(fault));
});

test.each([
  ["npm run check -- --yes", ["check"]],
  ["npm run -s drift -- --stack lab | tee x", ["drift"]],
  ['sudo env "PATH=$PATH" npm test -- --yes', ["test"]],
  ["npm run test:unit && npm run plan", ["test:unit", "plan"]],
  ["npm ci", []],
])("`%s` runs the npm scripts %j", (shell, names) => {
  expect(npmScripts(shell)).toEqual(names);
});
