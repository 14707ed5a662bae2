import { handOverFindings } from "../../config/hand-over";

const guests = (count: number) => ({
  site: "a",
  guests: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`guest-${index}`, { role: "r".repeat(100) }]),
  ),
});

describe("a stack's file", () => {
  it("is handed to the program where Linux takes it", () => {
    expect(handOverFindings(guests(100))).toEqual([]);
  });

  it("fails to be where it is longer, with its size, and the plan says so", () => {
    const given = guests(1000);
    const told = {
      "backup:site": "a",
      "backup:guests": JSON.stringify(given.guests),
    };
    const bytes = Buffer.byteLength(`PULUMI_CONFIG=${JSON.stringify(told)}`);

    expect(handOverFindings(given)).toEqual([
      expect.objectContaining({ severity: "warning", got: `${bytes} bytes as JSON` }),
    ]);
    expect(handOverFindings(guests(1000))[0]?.message).toContain("neither a preview nor an update");
  });

  it("leaves room for the secrets: the limit is that of one variable less theirs", () => {
    const padded = (bytes: number) => ({ site: "x".repeat(bytes) });
    const empty = Buffer.byteLength('PULUMI_CONFIG={"backup:site":""}');

    expect(handOverFindings(padded(131_072 - 8_192 - empty))).toEqual([]);
    expect(handOverFindings(padded(131_072 - 8_192 - empty + 1))).toHaveLength(1);
  });
});
