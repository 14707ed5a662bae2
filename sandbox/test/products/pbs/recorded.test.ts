import { comparable, recordedCommands } from "../../../../test/support/recorded-commands";
import { useServer } from "./harness";

const server = useServer();

describe("a server that gets the command lines a real Proxmox Backup Server got", () => {
  it("answers each as that one did, in exit code, standard output and standard error", async () => {
    const recorded = recordedCommands();
    const [ours, theirs]: object[][] = [[], []];
    for (const { n, program, args, ...answer } of recorded) {
      const { code, out, err } = await (program === "proxmox-backup-manager"
        ? server.run(...args)
        : server.debug(...args));
      const line = { n, line: [program, ...args].join(" ") };
      ours?.push({ ...line, ...comparable({ exit: code, stdout: out, stderr: err }, answer) });
      theirs?.push({ ...line, ...comparable(answer, answer) });
    }

    expect(recorded).toHaveLength(430);
    expect(ours).toEqual(theirs);
  });
});
