import { type Caller } from "../api/caller";
import { forbidden } from "../api/api-error";
import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { type Row } from "../command-line/output";
import { flag, integer, text } from "../schema/scalars";
import { type Properties } from "../schema/schema";
import { listTasks, readTask, startOf, type TaskRecord } from "./task-log";

const upid: Properties = {
  upid: { schema: text("Unique Process/Task Identifier"), required: true },
};

const base = "/nodes/localhost/tasks";

/** Tasks: of everybody for an auditor, else those of one's own. */
export const taskEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: base,
    description: "List tasks.",
    permission: anybody,
    parameters: {
      limit: {
        schema: integer("Only list this amount of tasks. (0 means no limit)", {
          min: 0,
          default: 50,
        }),
      },
      since: { schema: integer("Only list tasks since this UNIX epoch.") },
      typefilter: { schema: text("Only list tasks whose type contains this.") },
      errors: { schema: flag("Only list erroneous tasks.", false) },
    },
    handle(values, caller) {
      const limit = Number(values["limit"] ?? 50);
      const found = listTasks()
        .filter((task) => isVisible(caller, task.upid))
        .filter((task) => startOf(task.upid) >= Number(values["since"] ?? 0))
        .filter((task) => typeOf(task.upid).includes(String(values["typefilter"] ?? "")))
        .filter((task) => values["errors"] !== true || task.status !== "OK");
      return { data: (limit === 0 ? found : found.slice(0, limit)).map(rowOf) };
    },
  },
  {
    method: "GET",
    path: `${base}/{upid}/status`,
    description: "Get task status.",
    permission: anybody,
    parameters: upid,
    handle(values, caller) {
      const { status, ...task } = visibleTask(caller, String(values["upid"]));
      return { data: { ...rowOf({ ...task, status }), status: "stopped", exitstatus: status } };
    },
  },
  {
    method: "GET",
    path: `${base}/{upid}/log`,
    description: "Read the task log",
    permission: anybody,
    parameters: {
      ...upid,
      start: {
        schema: integer("Start at this line when reading the tasklog", { min: 0, default: 0 }),
      },
      limit: {
        schema: integer("The amount of lines to read from the tasklog.", { min: 0, default: 50 }),
      },
    },
    handle(values, caller) {
      const { lines } = visibleTask(caller, String(values["upid"]));
      const [start, limit] = [Number(values["start"] ?? 0), Number(values["limit"] ?? 50)];
      const end = limit === 0 ? lines.length : start + limit;
      return {
        data: lines.slice(start, end).map((line, index) => ({ n: start + index + 1, t: line })),
      };
    },
  },
];

function visibleTask(caller: Caller, id: string): TaskRecord {
  if (!isVisible(caller, id)) throw forbidden();
  return readTask(id);
}

/** One's own are those of one's tokens too. */
function isVisible(caller: Caller, id: string): boolean {
  const user = userOf(id);
  const own = user === caller.authId || user.startsWith(`${caller.authId}!`);
  return own || caller.hasAny("/system/tasks", ["Sys.Audit"]);
}

function rowOf({ upid: id, status }: TaskRecord): Row {
  return {
    upid: id,
    node: id.split(":")[1] ?? "",
    starttime: startOf(id),
    worker_type: typeOf(id),
    worker_id: id.split(":")[7] ?? "",
    user: userOf(id),
    status,
  };
}

function typeOf(id: string): string {
  return id.split(":")[6] ?? "";
}

function userOf(id: string): string {
  return id.split(":")[8] ?? "";
}
