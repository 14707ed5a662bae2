import { byteSize, groupFilter } from "../../../components/pbs/options";
import { byteSize as declaredSize } from "../../../config/schema/values";
import { recordedCommands } from "../../support/recorded-commands";

const rule = /^traffic-control create (\S+) --network 0\.0\.0\.0\/0 --rate-in (.+)$/;

/** Rates that a real server took, and what it printed of each. */
function recordedRates(): (readonly [given: string, printed: string])[] {
  const commands = recordedCommands().map(({ args, ...answer }) => ({
    line: args.join(" "),
    ...answer,
  }));
  const listing = commands.find(({ line }) => line === "traffic-control list --output-format json");
  const rules = JSON.parse(listing?.stdout ?? "[]") as { name: string; "rate-in"?: string }[];
  return commands
    .filter(({ exit }) => exit === 0)
    .flatMap(({ line }) => {
      const [, name, given = ""] = rule.exec(line) ?? [];
      const printed = rules.find((one) => one.name === name)?.["rate-in"];
      return printed === undefined ? [] : [[given, printed] as const];
    });
}

describe("a rate", () => {
  const declarable = recordedRates().filter(([given]) => declaredSize.safeParse(given).success);

  it("was recorded in more than one form that may be declared", () => {
    expect(declarable.length).toBeGreaterThan(5);
  });

  it.each(declarable)("of %s is sent as a real server prints it: %s", (given, printed) => {
    expect(byteSize(given)).toBe(printed);
  });

  it.each([
    ["1.50 GiB", "1.5 GiB"],
    ["1.0 MiB", "1 MiB"],
    ["01 MiB", "1 MiB"],
    ["10MiB", "10 MiB"],
    ["999999999999 B", "999999999999 B"],
  ])("of %s is sent as %s", (given, sent) => {
    expect(byteSize(given)).toBe(sent);
    expect(byteSize(sent)).toBe(sent);
  });

  it("fails for what is no size", () => {
    expect(() => byteSize("10 parsecs per hour")).toThrow('"10 parsecs per hour" is no size');
  });
});

describe("a filter of groups", () => {
  it.each([
    ["include:type:vm", "type:vm"],
    ["type:vm", "type:vm"],
    ["exclude:group:vm/100", "exclude:group:vm/100"],
  ])("%s is sent as a real server keeps it: %s", (given, sent) => {
    expect(groupFilter(given)).toBe(sent);
  });
});
