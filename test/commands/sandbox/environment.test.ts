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

  it("does not log in to one host more often at once than its SSH server takes, unless told otherwise", () => {
    const parallel = () =>
      sandboxEnvironment(toolchain, sandboxLayout("/s"), {} as SandboxEndpoints)["PULUMI_PARALLEL"];
    expect(parallel()).toBe("8");
    process.env["PULUMI_PARALLEL"] = "3";
    try {
      expect(parallel()).toBe("3");
    } finally {
      delete process.env["PULUMI_PARALLEL"];
    }
  });
});
