import * as pulumi from "@pulumi/pulumi";
import { warnOfLogIns } from "../../../components/remote/log-ins";

const warnings = (parallel?: string) => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  warnOfLogIns({ PULUMI_NODEJS_PARALLEL: parallel });
  const told = warn.mock.calls.map(([message]) => message);
  warn.mockRestore();
  return told;
};

describe("an engine that logs in to hosts", () => {
  it.each(["1", "8", undefined])("may do %s operations at once", (parallel) => {
    expect(warnings(parallel)).toEqual([]);
  });

  it.each(["9", "64", "2147483647"])(
    "is warned of when it may do %s at once, with what to do",
    (parallel) => {
      expect(warnings(parallel)).toEqual([
        expect.stringMatching(`${parallel} times at once.*--parallel 8.*PULUMI_PARALLEL=8`),
      ]);
    },
  );
});
