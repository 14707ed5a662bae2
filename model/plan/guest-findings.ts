import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { sortedEntries } from "../record";
import { agentFindings } from "./agent-findings";
import { chainFindings } from "./chain-findings";
import { databaseFindings } from "./database-findings";
import { diskFindings } from "./disk-findings";
import { type PlannedCopy } from "./plan";

/**
 * What images of guests do not hold, and what they do to others.
 *
 * @param today - YYYY-MM-DD
 */
export function guestFindings(
  estate: Estate,
  copies: readonly PlannedCopy[],
  today: string,
): Finding[] {
  const made = copies.filter(({ maker }) => maker !== "nobody");
  const copiesOf = groupedBy(made, ({ item }) => item);
  const imaged = sortedEntries(estate.guests).filter(([name]) =>
    copiesOf.get(name)?.some(({ engine }) => engines[engine].readsImages),
  );
  return [
    ...agentFindings(imaged),
    ...chainFindings(estate, imaged, copiesOf),
    ...databaseFindings(estate, imaged, copiesOf, today),
    ...diskFindings(estate, today),
  ];
}
