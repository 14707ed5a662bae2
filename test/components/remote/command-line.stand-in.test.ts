import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { commandLine } from "../../../components/remote/command-line";
import { powershellQuote } from "../../../components/remote/powershell";
import { shellQuote } from "../../../components/remote/shell";
import { tries } from "../../support/random-cases";

describe("the command line of a remote object", () => {
  it.each(["apply", "read", "remove"] as const)(
    "for Windows is short enough for cmd.exe and needs no quoting: %s",
    (action) => {
      const line = commandLine({ name: "windows", powershell: "pwsh.exe" }, action);

      expect(line.length).toBeLessThan(8191);
      expect(line).toMatch(
        /^pwsh\.exe -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand [A-Za-z0-9+/=]+$/,
      );
    },
  );

  it("names the action and nothing of the object", () => {
    expect(commandLine({ name: "posix" }, "read")).toMatch(
      /^timeout -k 10 600 sh -c '.*' backup-remote read$/s,
    );
  });
});

describe("quoting for a POSIX shell", () => {
  it("brings any text through a real shell unchanged", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !text.includes("\0")),
        ),
        (words) => {
          const script = ["printf '%s\\n'", ...words.map(shellQuote)].join(" ");
          const printed = spawnSync("/bin/sh", ["-c", script], { encoding: "utf8" }).stdout;

          expect(printed).toBe(
            words.length === 0 ? "\n" : words.map((word) => `${word}\n`).join(""),
          );
        },
      ),
      tries(40),
    );
  });
});

describe("quoting for PowerShell", () => {
  it("doubles every kind of single quote that PowerShell takes for one", () => {
    expect(powershellQuote("it's ‘so’ $(x) `n")).toBe("'it''s ‘‘so’’ $(x) `n'");
  });
});
