import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as net from "node:net";
import { once } from "node:events";
import * as os from "node:os";
import * as path from "node:path";
import { rememberedPorts } from "../../estate/ports";

const directory = mkdtempSync(path.join(os.tmpdir(), "ports-"));
const file = path.join(directory, "ports.json");
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(directory, { recursive: true }));

async function occupy(port: number): Promise<net.Server> {
  const server = net.createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

it("gives each name a port of its own, below those of outgoing connections", async () => {
  const ports = await rememberedPorts(file, ["a", "b", "c"], false);
  expect(new Set(Object.values(ports)).size).toBe(3);
  for (const port of Object.values(ports)) expect(port).toBeLessThan(32_768);
});

it("remembers the ports, and gives a new name one more", async () => {
  const first = await rememberedPorts(file, ["a", "b"], false);
  expect(await rememberedPorts(file, ["a", "b", "c"], false)).toMatchObject(first);
});

it("replaces a remembered port that somebody else has taken", async () => {
  const first = await rememberedPorts(file, ["a", "b"], false);
  const intruder = await occupy(first.a);
  const second = await rememberedPorts(file, ["a", "b"], false);
  intruder.close();
  expect(second.a).not.toBe(first.a);
  expect(second.b).toBe(first.b);
});

it("keeps a taken port that the running sandbox itself holds", async () => {
  const first = await rememberedPorts(file, ["a"], false);
  const own = await occupy(first.a);
  expect(await rememberedPorts(file, ["a"], true)).toEqual(first);
  own.close();
});

it("chooses anew where the file is damaged", async () => {
  writeFileSync(file, "{");
  expect(Object.keys(await rememberedPorts(file, ["a"], false))).toEqual(["a"]);
});
