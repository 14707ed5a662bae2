import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { readStackFile } from "../../config/stack-file";

describe("in the place of a stack's file", () => {
  let directory: string;

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "stack-file-"));
  });
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  it("fails for a pipe that nobody writes to, at once", () => {
    const pipe = path.join(directory, "pipe");
    execFileSync("mkfifo", [pipe]);

    expect(readStackFile(pipe).faults).toMatchObject([{ path: "pipe", message: "is a pipe" }]);
  });

  it("fails for a socket", async () => {
    const file = path.join(directory, "socket");
    const server = net.createServer();
    await new Promise<void>((listening) => server.listen(file, listening));

    expect(readStackFile(file).faults).toMatchObject([{ path: "socket", message: "is a socket" }]);
    server.close();
  });
});
