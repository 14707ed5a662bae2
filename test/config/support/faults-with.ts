import { checkDeclaration } from "../../../config/declaration";
import { type Fault } from "../../../model/fault";
import { setAt } from "../../support/lab";
import { labSections } from "../../support/lab-plan";

/** What is wrong with the lab's declaration when these values stand at these paths. */
export function faultsWith(values: Readonly<Record<string, unknown>>): readonly Fault[] {
  const sections = labSections();
  for (const [path, value] of Object.entries(values)) setAt(sections, path, value);
  return checkDeclaration(sections).faults;
}
