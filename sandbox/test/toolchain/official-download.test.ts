import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import * as http from "node:http";
import { type AddressInfo } from "node:net";
import { listedChecksum } from "../../toolchain/download";
import { asArchive, asExecutable, officialDownload } from "../../toolchain/official-download";
import { Reach } from "../../toolchain/reach";
import { Scratch } from "./scratch";

const program = "#!/bin/sh\necho from the vendor\n";
const sum = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

let scratch: Scratch;
let server: http.Server;
let origin: string;
let served: Record<string, string | Buffer>;
let requests: string[];
let isSilent: boolean;

beforeEach(async () => {
  scratch = new Scratch();
  [served, requests, isSilent] = [{}, [], false];
  server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (isSilent) return;
    const content = served[request.url ?? ""];
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  scratch.remove();
});

const file = () => ({ url: `${origin}/star`, checksums: `${origin}/star.sha256sum` });

test("an executable is downloaded, verified and made executable", async () => {
  served = { "/star": program, "/star.sha256sum": `${sum(program)} star\n` };
  await officialDownload(file(), asExecutable("star")).install(scratch.installation());
  const installed = scratch.path("installation/bin/star");
  expect(execFileSync(installed).toString()).toBe("from the vendor\n");
  expect(fs.readdirSync(scratch.path("installation"))).toEqual(["bin"]);
});

test("an archive's executables end in bin, without its top folder", async () => {
  scratch.script("pack/star/star", "echo packed");
  execFileSync("tar", ["-czf", scratch.path("star.tar.gz"), "-C", scratch.path("pack"), "star"]);
  const archive = fs.readFileSync(scratch.path("star.tar.gz"));
  served = { "/star": archive, "/star.sha256sum": `${sum(archive)}  star\n` };
  scratch.env["PATH"] += ":/usr/bin:/bin";
  await officialDownload(file(), asArchive).install(scratch.installation());
  expect(execFileSync(scratch.path("installation/bin/star")).toString()).toBe("packed\n");
});

test("fails when the file is not the one the vendor lists", async () => {
  served = { "/star": program, "/star.sha256sum": `${sum("another")} star\n` };
  const failure = officialDownload(file(), asExecutable("star")).install(scratch.installation());
  await expect(failure).rejects.toThrow(
    `${origin}/star has the SHA-256 ${sum(program)}, but ${origin}/star.sha256sum says ${sum("another")}`,
  );
});

test("fails when the vendor lists no checksum for the file, before downloading it", async () => {
  served = { "/star": program, "/star.sha256sum": `${sum(program)} moon\n` };
  const failure = officialDownload(file(), asExecutable("star")).install(scratch.installation());
  await expect(failure).rejects.toThrow("has no SHA-256 for star");
  expect(requests).toEqual(["GET /star.sha256sum"]);
});

test("fails when the vendor has withdrawn the file", async () => {
  const failure = officialDownload(file(), asExecutable("star")).install(scratch.installation());
  await expect(failure).rejects.toThrow(`${origin}/star.sha256sum answered 404 Not Found`);
});

test("a checksum is found by the file's name, in every usual form of the list", () => {
  const [one, two, three] = ["1", "2", "3"].map((digit) => digit.repeat(64));
  const list = `${one}  star.tar.gz\n${two} *star\n${three}  dist/moon\nnot-a-hash comet\n`;
  expect(
    ["star.tar.gz", "star", "moon", "comet"].map((name) => listedChecksum(list, name)),
  ).toEqual([one, two, three, undefined]);
});

describe("reach", () => {
  test("a host that answers anything is in reach, and is asked once however many ask", async () => {
    const reach = new Reach(10_000);
    const answers = await Promise.all(["/a", "/b"].map((path) => reach.answers(origin + path)));
    expect(answers).toEqual([true, true]);
    expect(requests).toEqual(["HEAD /"]);
  });

  test("a host that accepts but stays silent is out of reach after the patience has run out", async () => {
    isSilent = true;
    const patience = 1_500;
    const started = performance.now();
    expect(await new Reach(patience).answers(origin)).toBe(false);
    // A timer may fire a millisecond early.
    expect(performance.now() - started).toBeGreaterThan(patience - 10);
    expect(requests).toEqual(["HEAD /"]);
  });

  test("a host that refuses the connection, or has no address, is out of reach", async () => {
    server.close();
    const reach = new Reach(10_000);
    expect(await reach.answers(origin)).toBe(false);
    expect(await reach.answers("http://nowhere.invalid/")).toBe(false);
  });

  test("a machine the vendor has no file for does not even ask", async () => {
    const source = officialDownload(undefined, asArchive);
    expect(await source.isAvailable(scratch.context())).toBe(false);
    expect(await officialDownload(file(), asArchive).isAvailable(scratch.context())).toBe(true);
  });
});
