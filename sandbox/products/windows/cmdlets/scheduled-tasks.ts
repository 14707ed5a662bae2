import * as path from "node:path";
import { readJsonFile, writeAtomically } from "../host/atomic-file";
import { failure } from "../interpreter/errors";
import { PsObject } from "../interpreter/values/ps-object";
import { nothing } from "../interpreter/values/value";
import { type Call, type Cmdlet } from "./cmdlet";
import { switchType, textType, textsType } from "./parameter-types";

/** A task that the host knows, as `tasks.json` of its state has it. */
interface Task {
  readonly name: string;
  readonly path: string;
  readonly xml: string;
  /** As it is told: without its domain. */
  readonly account: string;
}

const nameParameter = { name: "TaskName", type: textType } as const;
const pathParameter = { name: "TaskPath", type: textType } as const;

const system = "S-1-5-18";

/** Windows writes a task down anew: each account by its SID, defaults left out, and where it lies. */
function written(xml: string, where: string): string {
  return xml
    .replace(/<UserId>(?!S-1-)[^<]*</, "<UserId>S-1-5-21-1004336348-1177238915-682003330-1001<")
    .replace(/(<StartBoundary>[^<]*<\/StartBoundary>)<Enabled>true<\/Enabled>/g, "$1")
    .replace("</RegistrationInfo>", `<URI>${where}</URI></RegistrationInfo>`)
    .replace(/></g, ">\r\n  <");
}

function register({ given }: Call, tasks: readonly Task[]): Task[] {
  const [name, folder, xml] = ["TaskName", "TaskPath", "Xml"].map((key) => given.text(key));
  const is = (task: Task) => task.name === name && task.path === folder;
  if (tasks.some(is) && !given.flag("Force")) {
    throw failure("Cannot create a file when that file already exists.", {
      id: "HRESULT 0x800700b7",
    });
  }
  const needsPassword = !xml!.includes(`<UserId>${system}<`);
  if (needsPassword && !given.has("Password")) {
    throw failure("The user name or password is incorrect.", { id: "HRESULT 0x8007052e" });
  }
  const account = needsPassword ? given.text("User").split("@")[0]! : "SYSTEM";
  const task = { name: name!, path: folder!, xml: written(xml!, `${folder}${name}`), account };
  return [...tasks.filter((one) => !is(one)), task];
}

/** As `MSFT_ScheduledTask` shows it; its triggers by day of a month it does not show, so that nobody here asks for them. */
function objectOf({ name, path: folder, xml, account }: Task): PsObject {
  const level = /<RunLevel>([^<]*)</.exec(xml)?.[1] === "HighestAvailable" ? "Highest" : "Limited";
  return new PsObject("Microsoft.Management.Infrastructure.CimInstance#MSFT_ScheduledTask", [
    ["TaskName", name],
    ["TaskPath", folder],
    ["State", /<Settings>[^]*<Enabled>false</.test(xml) ? "Disabled" : "Ready"],
    [
      "Principal",
      new PsObject("Microsoft.Management.Infrastructure.CimInstance#MSFT_TaskPrincipal2", [
        ["UserId", account],
        ["RunLevel", level],
      ]),
    ],
  ]);
}

/** Scheduled tasks: they are kept, and nothing runs them. */
export function scheduledTaskCmdlets(stateDirectory: string): readonly Cmdlet[] {
  const file = path.join(stateDirectory, "tasks.json");
  const read = () => readJsonFile<readonly Task[]>(file, []);
  const write = (tasks: readonly Task[]) =>
    writeAtomically(file, `${JSON.stringify(tasks, undefined, 2)}\n`);
  const found = ({ given }: Call): Task => {
    const one = read().find(
      ({ name, path: folder }) =>
        name === given.text("TaskName") && folder === given.text("TaskPath"),
    );
    if (one !== undefined) return one;
    throw failure("The system cannot find the file specified.", { id: "HRESULT 0x80070002" });
  };
  const becoming = (before: Task, after: readonly Task[]) =>
    write([
      ...read().filter(({ name, path: folder }) => name !== before.name || folder !== before.path),
      ...after,
    ]);
  return [
    {
      name: "Register-ScheduledTask",
      parameters: [
        ...[nameParameter, pathParameter, { name: "Xml", type: textType, mandatory: true }],
        ...[
          { name: "User", type: textType },
          { name: "Password", type: textType },
        ],
        { name: "Force", type: switchType },
      ],
      run: (call) => {
        const tasks = register(call, read());
        write(tasks);
        return objectOf(tasks.at(-1)!);
      },
    },
    {
      name: "Get-ScheduledTask",
      parameters: [
        { name: "TaskName", type: textsType },
        { name: "TaskPath", type: textsType },
      ],
      run: ({ given }) => {
        const wanted = (key: string, value: string) =>
          !given.has(key) || given.list(key).map(String).includes(value);
        return read()
          .filter((task) => wanted("TaskName", task.name) && wanted("TaskPath", task.path))
          .map(objectOf);
      },
    },
    {
      name: "Export-ScheduledTask",
      parameters: [nameParameter, pathParameter],
      run: (call) => `<?xml version="1.0" encoding="UTF-16"?>\r\n${found(call).xml}`,
    },
    {
      name: "Disable-ScheduledTask",
      parameters: [nameParameter, pathParameter],
      run: (call) => {
        const task = found(call);
        const [head = "", settings = ""] = task.xml.split("<Settings>");
        const off = settings.replace("<Enabled>true<", "<Enabled>false<");
        const after = { ...task, xml: `${head}<Settings>${off}` };
        becoming(task, [after]);
        return objectOf(after);
      },
    },
    {
      name: "Unregister-ScheduledTask",
      parameters: [nameParameter, pathParameter],
      confirms: true,
      run: (call) => {
        becoming(found(call), []);
        return nothing;
      },
    },
  ];
}
