import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../lib/project-root";

/** What runs on the engineer's machine: the twin, the commands and what both use. Scripts for the lab's hosts do not. */
const rooms = ["sandbox", "commands", "lib"];
const apart = [path.join("sandbox", "test"), "node_modules"];

const sources = rooms.flatMap((room) =>
  fs
    .readdirSync(path.join(projectRoot, room), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(room, file))
    .filter((file) => /\.(ts|js|sh)$/.test(file) && !apart.some((part) => file.includes(part))),
);
const text = (file: string) => fs.readFileSync(path.join(projectRoot, file), "utf8");

/** Lines of code, without comments and without what is only said to people. */
const code = (file: string) =>
  text(file)
    .split("\n")
    .filter((line) => !/^\s*(\/\*|\*|\/\/|#)/.test(line));

const filesThatSay = (pattern: RegExp) =>
  sources.filter((file) => code(file).some((line) => pattern.test(line)));

test("nothing runs systemctl, or anything else that starts or enables services", () => {
  expect(
    filesThatSay(/\b(systemctl|systemd-run|invoke-rc\.d|update-rc\.d|deb-systemd-helper)\b/),
  ).toEqual([]);
});

test("only one file installs packages on the machine, and only one place calls it, which has asked for the word", () => {
  expect(
    filesThatSay(/\b(apt-get "\$WAIT"|apt install|aptitude|dpkg["',\s]+(-i|--install))/),
  ).toEqual([path.join("sandbox", "toolchain", "install-packages.ts")]);
  const calls = sources.flatMap((file) =>
    code(file).filter((line) => /(?<!function )\binstallPackages\(/.test(line)),
  );
  expect(calls).toHaveLength(1);
  const system = text("sandbox/toolchain/system.ts");
  const [word, call] = [/if \(!system\.mayInstall/, /await installPackages\(/].map((pattern) =>
    system.search(pattern),
  );
  expect(word).toBeGreaterThan(0);
  expect(call).toBeGreaterThan(word as number);
});

test("where apt-get is only asked, it simulates", () => {
  const asked = code(path.join("sandbox", "toolchain", "apt.ts")).filter((line) =>
    line.includes('"install"'),
  );
  expect(asked).toEqual([expect.stringContaining('"--simulate"')]);
});
