import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { requireSshAgent } from "../../../components/remote/ssh-agent";
import { runProgram } from "../../support/estate";
import { labConfiguration } from "../../support/lab";

const directory = mkdtempSync(path.join(tmpdir(), "ssh-agent-"));
afterAll(() => rmSync(directory, { recursive: true }));
const at = (name: string) => path.join(directory, name);

const messageFor = (socket: string): string => {
  try {
    requireSshAgent({ SSH_AUTH_SOCK: socket }, "linux");
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("the SSH agent of the shell", () => {
  it("need not be there", () => {
    expect(() => requireSshAgent({}, "linux")).not.toThrow();
    expect(messageFor("")).toBe("accepted");
  });

  it("is accepted where it answers", async () => {
    const agent = createServer().listen(at("agent"));
    await once(agent, "listening");
    const accepted = messageFor(at("agent"));
    agent.close();
    expect(accepted).toBe("accepted");
  });

  it("is not looked for on Windows, where the provider does not read the variable", () => {
    expect(() => requireSshAgent({ SSH_AUTH_SOCK: at("none") }, "win32")).not.toThrow();
  });

  it("fails when its socket is gone or nobody listens there, with the variable, the socket and the way out", () => {
    writeFileSync(at("left"), "");
    expect(messageFor(at("gone"))).toContain(`got:     ${at("gone")} (ENOENT)`);
    expect(messageFor(at("left"))).toContain(`got:     ${at("left")} (ECONNREFUSED)`);
    expect(messageFor(at("gone"))).toMatch(
      /^SSH_AUTH_SOCK names .*not answer.*nothing was changed/,
    );
    expect(messageFor(at("gone"))).toMatch(/fix: +unset SSH_AUTH_SOCK/);
  });

  it("fails the program", async () => {
    process.env["SSH_AUTH_SOCK"] = at("gone");
    const run = runProgram(labConfiguration(), () => void jest.requireActual("../../../index"));
    await expect(run.finally(() => void delete process.env["SSH_AUTH_SOCK"])).rejects.toThrow(
      "SSH_AUTH_SOCK names",
    );
  });
});
