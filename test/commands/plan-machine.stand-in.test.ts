import { execFileSync } from "node:child_process";

/** What `npm run plan` prints on a machine with that time zone and language. */
function planOn(TZ: string, locale: string, ...args: readonly string[]): string {
  const env = { ...process.env, TZ, LANG: locale, LC_ALL: locale };
  return execFileSync(process.execPath, ["commands/bootstrap.js", "plan", ...args], {
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

describe("the machine that plans", () => {
  it.each([[[]], [["--json"]]])(
    "may be in any time zone and speak any language (%p)",
    (args: string[]) => {
      const here = planOn("UTC", "C", ...args);

      expect(here).toContain("keep-weekly 5");
      expect(planOn("Pacific/Kiritimati", "ar_EG.UTF-8", ...args)).toBe(here);
      expect(planOn("America/New_York", "tr_TR.UTF-8", ...args)).toBe(here);
    },
  );
});
