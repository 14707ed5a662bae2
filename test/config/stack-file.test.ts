import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readStackFile } from "../../config/stack-file";

const text = 'config:\n  backup:site:\n    domain: "büro – 漢字.lab.test"\n';
const site = { domain: "büro – 漢字.lab.test" };

const utf16 = (littleEndian: boolean, mark: boolean) => {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return littleEndian ? bytes : bytes.swap16();
};

describe("a stack's file", () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "stack-file-"));
    file = path.join(directory, "Pulumi.test.yaml");
  });
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  function read(content: string | Uint8Array) {
    fs.writeFileSync(file, content);
    return readStackFile(file);
  }

  it("is read in UTF-8, with the line ends of Windows and a byte order mark as without", () => {
    for (const content of [text, `\ufeff${text}`, text.replaceAll("\n", "\r\n")])
      expect(read(content)).toMatchObject({ given: { site }, faults: [] });
  });

  it.each([
    ["UTF-16LE with a mark", utf16(true, true), "UTF-16LE"],
    ["UTF-16BE with a mark", utf16(false, true), "UTF-16BE"],
    ["UTF-16LE without a mark", utf16(true, false), "UTF-16LE"],
    ["UTF-16BE without a mark", utf16(false, false), "UTF-16BE"],
    ["UTF-32LE", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "UTF-32LE"],
    ["UTF-32BE", Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]), "UTF-32BE"],
  ])("fails in %s, saying so", (_what, content, encoding) => {
    expect(read(content)).toMatchObject({
      given: {},
      faults: [
        {
          path: "Pulumi.test.yaml",
          message: `is written in ${encoding}`,
          got: encoding,
          allowed: "UTF-8",
          fix: expect.stringContaining(`iconv -f ${encoding} -t UTF-8`) as string,
        },
      ],
    });
  });

  it.each([
    ["Büro", "4:13", "0xFC, which is ü in Latin-1"],
    // Bytes that begin a character of UTF-8, and nothing that ends it.
    ["BÄr", "4:13", "0xC4, which is Ä in Latin-1"],
    ["1 \u0080", "4:14", "0x80"],
  ])("fails in Windows-1252 at its first letter beyond ASCII: %s", (word, at, got) => {
    const content = Buffer.concat([
      Buffer.from("config:\n  # ü – fine\n  backup:a:\n    name: '"),
      Buffer.from(`${word}'\n`, "latin1"),
    ]);
    expect(read(content).faults).toEqual([
      {
        path: `Pulumi.test.yaml:${at}`,
        message: "is not written in UTF-8 there",
        got: `the byte ${got}`,
        allowed: "UTF-8",
        fix: "save it in UTF-8: iconv -f WINDOWS-1252 -t UTF-8 FILE > OTHER",
      },
    ]);
  });

  it("fails where its last character is cut off", () => {
    expect(read(Buffer.from("a: ü").subarray(0, 4)).faults).toMatchObject([
      { path: "Pulumi.test.yaml:1:4", got: expect.stringContaining("0xC3") as string },
    ]);
  });

  it.each(["", " \n\t\n", "\ufeff"])("fails when it is empty: %j", (content) => {
    expect(read(content).faults).toMatchObject([{ path: "Pulumi.test.yaml", message: "is empty" }]);
  });

  it("fails as a directory or a device, without being opened", () => {
    expect(readStackFile(directory).faults).toMatchObject([
      { path: path.basename(directory), message: "is a directory", allowed: "a file" },
    ]);
    expect(readStackFile("/dev/zero").faults).toMatchObject([
      { path: "zero", message: "is a device", fix: expect.stringContaining("--file") as string },
    ]);
  });

  it("fails for its size, without being read", () => {
    fs.writeFileSync(file, "");
    fs.truncateSync(file, 100_000_000);
    const read = jest.spyOn(fs, "readFileSync");

    expect(readStackFile(file).faults).toMatchObject([
      {
        path: "Pulumi.test.yaml",
        message: "is larger than a stack's file can be, and was not read",
        got: "100000000 bytes",
        allowed: "at most 8388608 bytes",
      },
    ]);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });

  it("fails when it is not there", () => {
    expect(() => readStackFile(file)).toThrow(/ENOENT/);
  });
});
