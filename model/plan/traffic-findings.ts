import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { rounded } from "../rounding";
import { type RateKey, type SlowRule, slowRules } from "./held-back";
import { nameList } from "./name-list";

/** What a rule holds back, and what of the plan rests on it. */
const words: Readonly<Record<RateKey, { readonly traffic: string; readonly figures: string }>> = {
  rateIn: { traffic: "backups", figures: "times, windows and RPO" },
  rateOut: { traffic: "restores", figures: "RTO" },
};

/**
 * Rules of traffic control that are slower than what the plan counts on. An error where it is certain that they hold
 * back what is backed up or restored; otherwise nobody knows which network nodes come from, so that is a warning.
 */
export function trafficFindings(estate: Estate): Finding[] {
  return slowRules(estate).map(slower);
}

function slower({ key, path, rate, limitMBps, held, isCertain }: SlowRule): Finding {
  const { traffic, figures } = words[key];
  const most = Math.max(...held.map(({ speedMBps }) => speedMBps));
  return {
    severity: isCertain ? "error" : "warning",
    path,
    message: `holds ${traffic} ${isCertain ? "" : "of its networks "}to less than the plan counts on, so ${figures} are not proven ${isCertain ? "" : "wherever it applies "}(${nameList(held.map(({ place }) => place))})`,
    got: `${rate}, which is ${rounded(limitMBps, 2)} MB/s`,
    allowed: `at least ${rounded(most, 2)} MB/s${key === "rateIn" ? ", or a timeframe in which no window of such backups is open" : ""}`,
    fix: "raise it, or declare the link as slow as that in backup:links, so that the plan counts on no more",
  };
}
