import { type Finding } from "../finding";
import { lengthOf } from "../window/week";
import { type Arrangement } from "./arrangement";
import { nameList } from "./name-list";
import { type PlacedTask } from "./task";
import { byWindow, listed, nameOf, pathOf } from "./window-words";

/** One note for each window in which jobs share what they need, and take longer for it. */
export function sharingFindings({ placed, sharing }: Arrangement): Finding[] {
  const places = [...placed.values()];
  const longer = places.filter(({ task, length }) => length > task.slots);
  const frequent = places.filter(({ task }) => sharing.jobs.has(task));
  return byWindow(longer, ({ task }) => task).map((own) => {
    const [{ task }] = own;
    return {
      severity: "note",
      path: pathOf(task),
      message: `jobs of ${nameOf(task.request.window)} share what they need, because nothing else leaves them time enough, and take longer: ${listed(own, (place) => describe(place, frequent)).join("; ")}`,
      fix: "nothing, where the objectives are met; otherwise give one of them another link, node or store, or let the frequent ones run less often",
    };
  });
}

function describe({ task, length }: PlacedTask, frequent: readonly PlacedTask[]): string {
  const { id, resources } = task.request;
  const others = frequent.filter(
    ({ task: other }) =>
      other.period < task.period &&
      other.request.resources.some((name) => resources.includes(name)),
  );
  const names = nameList(others.map(({ task: other }) => other.request.id));
  const beside = names === "" ? "" : `, beside ${names}`;
  return `${id} up to ${lengthOf(length)} instead of ${lengthOf(task.slots)}${beside}`;
}
