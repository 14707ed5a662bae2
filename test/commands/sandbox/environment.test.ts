import { sandboxEnvironment } from "../../../commands/sandbox/environment";
import { type SandboxEndpoints } from "../../../sandbox/endpoints";
import { sandboxLayout } from "../../../sandbox/layout";
import { type Toolchain } from "../../../sandbox/toolchain/toolchain";

const toolchain = { pulumi: "/tools/pulumi", mc: "/tools/mc" } as Toolchain;

describe("the environment of the sandbox's engine", () => {
  it("takes no plugin from PATH, which would serve in any version", () => {
    const environment = sandboxEnvironment(toolchain, sandboxLayout("/s"), {} as SandboxEndpoints);
    expect(environment["PULUMI_IGNORE_AMBIENT_PLUGINS"]).toBe("true");
  });

  it("has no SSH agent, which the command plugin would call before it uses the key that it is given", () => {
    process.env["SSH_AUTH_SOCK"] = "/of/a/session/that/ended";
    try {
      const environment = sandboxEnvironment(
        toolchain,
        sandboxLayout("/s"),
        {} as SandboxEndpoints,
      );
      expect(environment["SSH_AUTH_SOCK"]).toBeUndefined();
      expect(environment["HOME"]).toBe(process.env["HOME"]);
    } finally {
      delete process.env["SSH_AUTH_SOCK"];
    }
  });
});
