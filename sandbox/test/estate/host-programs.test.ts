import { hostPrograms } from "../../estate/host-programs";
import { sandboxCommands } from "../../toolchain/system-commands";

/** Each command where a machine that has Debian's packages has it. */
const installed = {
  ...(Object.fromEntries(
    Object.entries(sandboxCommands).map(([key, { command }]) => [key, `/usr/bin/${command}`]),
  ) as Record<keyof typeof sandboxCommands, string>),
  jq: "/usr/bin/jq",
};

test("a host sees the machine's own programs, so that nothing is laid over them", () => {
  expect(hostPrograms({ ...installed, jq: "/usr/local/bin/jq", openssl: "/bin/openssl" })).toEqual(
    {},
  );
});

test("what is unpacked or in somebody's own folder is on every host, where Debian has it", () => {
  expect(hostPrograms({ ...installed, jq: "/cache/jq-1/jq", rclone: "/usrlocal/rclone" })).toEqual({
    "/usr/bin/jq": { file: "/cache/jq-1/jq" },
    "/usr/bin/rclone": { file: "/usrlocal/rclone" },
  });
});

test("what only the machine itself runs is on no host", () => {
  expect(hostPrograms({ ...installed, sshd: "/cache/sshd", bwrap: "/cache/bwrap" })).toEqual({});
});
