import * as fc from "fast-check";
import { canonicalJson } from "../../model/canonical-json";

describe("canonical JSON", () => {
  it("sorts keys at every level and leaves absent values out", () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe(
      '{"a":null,"b":[{"d":1}]}',
    );
  });

  it("does not depend on the order in which keys were written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());

        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
      }),
    );
  });
});
