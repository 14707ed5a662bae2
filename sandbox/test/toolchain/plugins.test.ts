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

/** What an installation leaves, `$4` and `$5` of the CLI's arguments being name and version. */
const makePlugin =
  'place="$PULUMI_HOME/plugins/resource-$4-$5"; mkdir -p "$place"; touch "$place/pulumi-resource-$4"';

/** A CLI that notes each call; `install` does what `onInstall` says. */
const fakeCli = (onInstall = makePlugin) =>
  scratch.script("bin/pulumi", `echo "$*" >> "$RECORD"; ${onInstall}`);

const plugin = (name: string, server = reachable): ProviderPlugin => ({
  name,
  version: "1.2.3",
  server,
});

/** What serves each of them, and which files it has. */
async function resolveFiles(plugins: readonly ProviderPlugin[], { fresh = false } = {}) {
  const context = {
    ...scratch.context(),
    pulumi: scratch.path("bin/pulumi"),
    pulumiHome: scratch.path("pulumi-home"),
    fresh,
  };
  return resolvePlugins(plugins, context, scratch.report);
}

async function resolve(plugins: readonly ProviderPlugin[], options = {}) {
  const found = await resolveFiles(plugins, options);
  return Object.fromEntries(Object.entries(found).map(([name, { kind }]) => [name, kind]));
}

const sharedPlace = "pulumi-home/plugins/resource-star-v1.2.3";
const ownPlace = "home/.pulumi/plugins/resource-star-v1.2.3";
const executable = "pulumi-resource-star";

/** Puts a plugin there that says it has `version`: a real process that speaks gRPC, as the engine asks it. */
function speakingPlugin(relative: string, version: string): string {
  const code = `
    const grpc = require(${JSON.stringify(require.resolve("@grpc/grpc-js"))});
    const { ResourceProviderService } = require(${JSON.stringify(require.resolve("@pulumi/pulumi/proto/provider_grpc_pb"))});
    const { PluginInfo } = require(${JSON.stringify(require.resolve("@pulumi/pulumi/proto/plugin_pb"))});
    const server = new grpc.Server();
    const getPluginInfo = (call, done) => done(null, new PluginInfo().setVersion("${version}"));
    server.addService(ResourceProviderService, { getPluginInfo });
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (_, port) => console.log(port));`;
  const program = scratch.write(`${relative}.js`, code);
  return scratch.script(relative, `exec "${process.execPath}" "${program}"`);
}

describe("an official plugin", () => {
  it.each([sharedPlace, ownPlace])("is taken from %s, and nothing is fetched", async (place) => {
    fakeCli();
    const file = scratch.write(`${place}/${executable}`, "");
    expect(await resolveFiles([plugin("star")])).toEqual({
      star: { kind: "official", files: [file] },
    });
    expect(scratch.recorded()).toEqual([]);
  });

  it("is not taken while its installation is under way", async () => {
    fakeCli("exit 1");
    scratch.write(`${ownPlace}/${executable}`, "");
    scratch.write(`${ownPlace}.partial`, "");
    expect(await resolve([plugin("star")])).toEqual({ star: "stand-in" });
  });

  it("is installed where its server answers, in exactly its version and from there", async () => {
    fakeCli();
    expect(await resolveFiles([plugin("star")])).toEqual({
      star: { kind: "official", files: [scratch.path(sharedPlace, executable)] },
    });
    expect(scratch.recorded()).toEqual([
      `plugin install resource star v1.2.3 --exact --server ${reachable}`,
    ]);
  });

  it("is fetched again when somebody has removed it", async () => {
    fakeCli();
    await resolve([plugin("star")]);
    fs.rmSync(scratch.path("pulumi-home/plugins"), { recursive: true });
    expect(await resolve([plugin("star")])).toEqual({ star: "official" });
  });

  it("that is installed later is taken at the next start", async () => {
    fakeCli("exit 1");
    expect(await resolve([plugin("star"), plugin("moon", unreachable)])).toEqual({
      star: "stand-in",
      moon: "stand-in",
    });
    scratch.write(`${ownPlace}/${executable}`, "");
    expect(await resolve([plugin("star"), plugin("moon", unreachable)])).toEqual({
      star: "official",
      moon: "stand-in",
    });
  });

  it("on PATH is taken in the pinned version alone", async () => {
    fakeCli("exit 1");
    const file = speakingPlugin(`bin/${executable}`, "v1.2.3");
    expect(await resolveFiles([plugin("star")])).toEqual({
      star: { kind: "official", files: [file] },
    });
  });
});

describe("a stand-in", () => {
  it("serves where no server answers, without the CLI's slow retries", async () => {
    fakeCli();
    const kinds = await resolve([plugin("star", unreachable), plugin("moon")]);
    expect(kinds).toEqual({ star: "stand-in", moon: "official" });
    expect(scratch.recorded()).toHaveLength(1);
    expect(scratch.reports.at(-1)).toBe("official: moon; stand-in: star");
  });

  it("serves for a day where an installation failed, even at a start that asks again", async () => {
    fakeCli("echo 403 rate limit; exit 255");
    expect(await resolve([plugin("star")])).toEqual({ star: "stand-in" });
    expect(await resolve([plugin("star")], { fresh: true })).toEqual({ star: "stand-in" });
    expect(scratch.recorded()).toHaveLength(1);
  });

  it("serves for a day where no server answered, unless that is asked again", async () => {
    fakeCli();
    await resolve([plugin("star", unreachable)]);
    expect(await resolve([plugin("star")])).toEqual({ star: "stand-in" });
    expect(scratch.recorded()).toEqual([]);
    expect(await resolve([plugin("star")], { fresh: true })).toEqual({ star: "official" });
  });

  it("serves no other version for that, and a day later not for this one", async () => {
    fakeCli();
    const entry = { why: "failed", at: Date.now() - 25 * 60 * 60 * 1000 };
    const memory = { "star@1.2.3": entry, "moon@1.0.0": { ...entry, at: Date.now() } };
    scratch.write("home/.cache/astronomy-lab-backup/refused-plugins.json", JSON.stringify(memory));
    expect(await resolve([plugin("star"), plugin("moon")])).toEqual({
      star: "official",
      moon: "official",
    });
  });

  it("serves after a damaged memory was made again", async () => {
    fakeCli("exit 1");
    scratch.write("home/.cache/astronomy-lab-backup/refused-plugins.json", "{ half");
    expect(await resolve([plugin("star")])).toEqual({ star: "stand-in" });
  });
});

test("fails a plugin of another version by name, with what was found, what is wanted and the way out", async () => {
  fakeCli("exit 1");
  const other = scratch.path("home/.pulumi/plugins/resource-star-v1.2.0");
  fs.mkdirSync(other, { recursive: true });
  fs.writeFileSync(`${other}.lock`, "");
  const onPath = speakingPlugin(`bin/${executable}`, "1.9.0");
  scratch.write(`${sharedPlace.replace("star", "moon")}/pulumi-resource-moon`, "");

  expect(await resolve([plugin("star"), plugin("moon")])).toEqual({
    star: "stand-in",
    moon: "official",
  });

  expect(scratch.reports.at(-1)).toBe(
    `official: moon; stand-in: star; star: found 1.2.0 at ${other} and 1.9.0 at ${onPath}, ` +
      "wanted 1.2.3, fix: pulumi plugin install resource star v1.2.3",
  );
});

test("fails a program on PATH that is no plugin as one of an unknown version", async () => {
  fakeCli("exit 1");
  const onPath = scratch.script(`bin/${executable}`, "echo usage; exit 1");
  expect(await resolve([plugin("star")])).toEqual({ star: "stand-in" });
  expect(scratch.reports.at(-1)).toContain(`star: found an unknown version at ${onPath}, wanted`);
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
