import { gzipSync } from "node:zlib";
import { encodedTexts } from "../../policy/encoded-text";

const script = "rm -rf /mnt/datastore/vm-backup";
const said = (bytes: Buffer) => {
  const word = bytes.toString("base64");
  return encodedTexts(`echo ${word} | base64 -d | sh`);
};

describe("a text in Base64", () => {
  it.each([
    ["as it is", Buffer.from(script)],
    ["compressed", gzipSync(script)],
    ["as PowerShell takes it", Buffer.from(script, "utf16le")],
  ])("is found %s, with its place", (_how, bytes) => {
    const to = 5 + bytes.toString("base64").length;
    expect(said(bytes)).toEqual([{ text: script, from: 5, to }]);
  });

  it.each([
    ["bytes of something else", Buffer.from("00ff80fe".repeat(8), "hex")],
    ["text with a control character", Buffer.from(`${script}\u0007${script}`)],
    ["text that begins with a control character", Buffer.from(`\u0007${script}`)],
    ["text with a character that none is", Buffer.from(`${script}\ufffd`)],
    ["compressed text that is cut off", gzipSync(script).subarray(0, -9)],
    ["what begins as if it were compressed", Buffer.from(`1f8b${"41".repeat(24)}`, "hex")],
    // Ten thousand times its size: whoever sends one is not to fill the memory of a preview.
    ["compressed text of more than 10 MB", gzipSync("a".repeat(10_000_001))],
  ])("is not %s", (_what, bytes) => {
    expect(said(bytes)).toEqual([]);
  });
});
