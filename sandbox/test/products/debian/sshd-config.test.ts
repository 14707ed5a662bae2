import { simulatedHosts } from "../../../estate/hosts";
import { sshdConfig } from "../../../products/debian/sshd-config";

const lines = (name: keyof typeof simulatedHosts) =>
  sshdConfig(simulatedHosts[name], 20_022).trimEnd().split("\n");

it("lets in root with a key, on loopback, and nobody else", () => {
  expect(lines("pbs01")).toEqual(
    expect.arrayContaining([
      "ListenAddress 127.0.0.1:20022",
      "PermitRootLogin prohibit-password",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
    ]),
  );
});

it("gives every command of a Windows host to its shell, with the state's place", () => {
  expect(lines("vbr01")).toContain("ForceCommand /usr/local/bin/windows-shell");
  expect(lines("vbr01").find((line) => line.startsWith("SetEnv "))).toMatch(/ WINDOWS_STATE=\S+$/);
  expect(lines("node01").join()).not.toMatch(/ForceCommand|WINDOWS_STATE/);
});

it("takes as many connections as a server does that nobody has told otherwise", () => {
  expect(
    lines("pbs01").filter((line) => /^(MaxStartups|MaxSessions|PerSource)/.test(line)),
  ).toEqual([]);
});
