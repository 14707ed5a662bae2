import { gunzipSync } from "node:zlib";
import { packText, unpackText } from "../../../model/remote/packed-text";

const texts = ["", "a", "Größe d'or € 🌌\n", "x".repeat(100_000)];

describe("a packed text", () => {
  it.each(texts)("is what gzip makes the text of again", (text) => {
    expect(unpackText(packText(text))).toBe(text);
    expect(gunzipSync(Buffer.from(packText(text), "base64")).toString()).toBe(text);
  });

  it("is the same whoever packs it, and whenever: another would be another object to the engine", () => {
    expect(packText('{"script":"echo"}')).toBe(
      "H4sIAAAAAAACA6tWKk4uyiwoUbJSSk3OyFeqBQCrwZxTEQAAAA==",
    );
  });

  it("fails where it is none", () => {
    expect(() => unpackText(Buffer.from("no gzip at all").toString("base64"))).toThrow();
  });
});
