import { once } from "node:events";
import * as fs from "node:fs";
import * as http from "node:http";
import { type AddressInfo } from "node:net";
import { resolvePlugins } from "../../toolchain/plugins";
import { declaredPlugins, type ProviderPlugin } from "../../toolchain/provider-plugin";
import packageFile from "../../../package.json";
import { Scratch } from "./scratch";

let scratch: Scratch;
let server: http.Server;
let reachable: string;
const unreachable = "http://nowhere.invalid";

beforeEach(async () => {
  scratch = new Scratch();
  server = http.createServer((_, response) => void response.end());
  await once(server.listen(0, "127.0.0.1"), "listening");
  reachable = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  scratch.remove();
});

const makeFolder = 'mkdir -p "$PULUMI_HOME/plugins/resource-$4-$5"';

/** A CLI that has the plugins in `installed` and notes each call; `install` does what `onInstall` says. */
const fakeCli = (installed: object[] = [], onInstall = makeFolder) =>
  scratch.script(
    "bin/pulumi",
    `echo "$*" >> "$RECORD"; echo "$PULUMI_HOME" > "$RECORD.home"
    case "$2" in ls) echo '${JSON.stringify(installed)}';; install) ${onInstall};; esac`,
  );

const plugin = (name: string, server?: string): ProviderPlugin => ({
  name,
  version: "1.2.3",
  ...(server !== undefined && { server }),
});

function resolve(plugins: readonly ProviderPlugin[], { fresh = false } = {}) {
  const context = {
    ...scratch.context(),
    pulumi: scratch.path("bin/pulumi"),
    pulumiHome: scratch.path("pulumi-home"),
    fresh,
  };
  return resolvePlugins(plugins, context, scratch.report);
}

test("an installed plugin of the right version is official and nothing is fetched", async () => {
  fakeCli([{ name: "star", kind: "resource", version: "1.2.3" }]);
  expect(await resolve([plugin("star", reachable)])).toEqual({ star: "official" });
  expect(scratch.recorded()).toEqual(["plugin ls --json"]);
  expect(fs.readFileSync(scratch.path("record.home"), "utf8").trim()).toBe(
    scratch.path("pulumi-home"),
  );
});

test("a plugin whose server answers is installed, in exactly its version and from there", async () => {
  fakeCli([{ name: "star", kind: "resource", version: "1.0.0" }]);
  expect(await resolve([plugin("star", reachable)])).toEqual({ star: "official" });
  expect(scratch.recorded()).toContain(
    `plugin install resource star v1.2.3 --exact --server ${reachable}`,
  );
});

test("a plugin whose server does not answer gets its stand-in, without the CLI's slow retries", async () => {
  fakeCli();
  const kinds = await resolve([plugin("star", unreachable), plugin("moon", reachable)]);
  expect(kinds).toEqual({ star: "stand-in", moon: "official" });
  expect(scratch.recorded().filter((call) => call.includes("install"))).toHaveLength(1);
  expect(scratch.reports.at(-1)).toBe("official: moon; stand-in: star");
});

test("a plugin whose installation fails gets its stand-in", async () => {
  fakeCli([], "echo 403 rate limit; exit 255");
  expect(await resolve([plugin("star", reachable)])).toEqual({ star: "stand-in" });
});

test("what was found is believed for a day, but another version is looked for", async () => {
  fakeCli();
  await resolve([plugin("star", unreachable)]);
  const calls = scratch.recorded().length;
  expect(await resolve([plugin("star", reachable)])).toEqual({ star: "stand-in" });
  expect(scratch.recorded()).toHaveLength(calls);
  const newer = { ...plugin("star", reachable), version: "2.0.0" };
  expect(await resolve([newer])).toEqual({ star: "official" });
});

test("a finding older than a day, or one that is distrusted, is found out again", async () => {
  fakeCli();
  const dayBefore = Date.now() - 25 * 60 * 60 * 1000;
  const old = { "star@1.2.3": { kind: "stand-in", at: dayBefore } };
  scratch.write("home/.cache/astronomy-lab-backup/plugins.json", JSON.stringify(old));
  expect(await resolve([plugin("star", reachable)])).toEqual({ star: "official" });
  expect(await resolve([plugin("star", unreachable)])).toEqual({ star: "official" });
  expect(await resolve([plugin("star", unreachable)], { fresh: true })).toEqual({
    star: "stand-in",
  });
});

test("an official plugin that somebody has removed is fetched again", async () => {
  fakeCli();
  await resolve([plugin("star", reachable)]);
  fs.rmSync(scratch.path("pulumi-home/plugins"), { recursive: true });
  expect(await resolve([plugin("star", unreachable)])).toEqual({ star: "stand-in" });
});

test("a damaged memory is made again", async () => {
  fakeCli();
  scratch.write("home/.cache/astronomy-lab-backup/plugins.json", "{ half");
  expect(await resolve([plugin("star", reachable)])).toEqual({ star: "official" });
});

test("the plugins are those the project's packages declare, in the versions it depends on", () => {
  const dependencies = packageFile.dependencies;
  expect(declaredPlugins().map(({ name, version }) => [name, version])).toEqual([
    ["proxmoxve", dependencies["@muhlba91/pulumi-proxmoxve"]],
    ["aws", dependencies["@pulumi/aws"]],
    ["command", dependencies["@pulumi/command"]],
    ["minio", dependencies["@pulumi/minio"]],
  ]);
});

test("fails when the CLI cannot list its plugins", async () => {
  scratch.script("bin/pulumi", "echo broken >&2; exit 1");
  await expect(resolve([plugin("star", reachable)])).rejects.toThrow(
    /plugin ls --json ended with code 1:\nbroken/,
  );
});
