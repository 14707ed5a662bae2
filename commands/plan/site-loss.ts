import { counted, nameList } from "../../model/plan/name-list";
import { type Objective, type SiteLoss } from "../../model/plan/plan";
import { hoursText } from "../../model/time/transfer";
import { marked } from "./figures";
import { indented } from "../support/page";

/** What is lost with the whole lab, in a line or two. */
export function siteLossText({ worst, doubtful, lost }: SiteLoss): string[] {
  const sentences = [
    ...(worst ? [worstText(worst)] : []),
    ...(doubtful.length === 0 ? [] : [doubtText(doubtful)]),
    ...(lost.length === 0 ? [] : [lostText(lost, worst !== undefined)]),
  ];
  return sentences.length === 0 ? [] : indented(`Whole site: ${sentences.join("; ")}.`, "  ");
}

function worstText({ item, class: name, hours, estimated }: Objective): string {
  const loss = `${marked(hoursText(hours), estimated)} (${counted(Math.ceil(hours / 24), "day")})`;
  return `RPO ${loss}, worst of ${item} in ${name}`;
}

function doubtText(items: readonly string[]): string {
  return `the copies offsite of ${counted(items.length, "item")} cannot be relied on: ${nameList(items)}`;
}

function lostText(items: readonly string[], others: boolean): string {
  const them = items.length === 1 ? "it" : "them";
  return `${counted(items.length, "item")} ${others ? "more " : ""}would be lost, as nobody brings a copy of ${them} offsite: ${nameList(items)}`;
}
