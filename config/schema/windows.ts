import { z } from "zod";
import { address, listOf, mailAddress, name, oneLine, powershellText, text } from "./values";
import { windowsPath } from "./windows-path";

/** What a person called something on a Windows server. */
const label = powershellText(oneLine);

/** Veeam 13.1 did not log in to computers by a NetBIOS name. */
const account = text(
  /^(?:[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9-]+(?:\.[a-z0-9-]+)+\\[\w.+-]{1,64})$/i,
  "user@domain.example, or computer.domain.example\\user for an account of one computer",
  "write the whole name of the domain or the computer, not its short one",
);

/** A Veeam server. What it backs up, when and how long follows from the plan. */
const veeamServer = z.strictObject({
  host: name.describe(
    "The machine that it runs on, by its name in `backup:hosts`; the stack runs its PowerShell there.",
  ),
  encryptionKey: label.describe(
    "The description under which Veeam lists the encryption password; the password itself is a secret.",
  ),
  configurationBackup: z
    .strictObject({
      repository: label
        .optional()
        .describe(
          "The repository that it goes to, as Veeam lists it; on another machine than the server's it survives that. Default: as it is in Veeam.",
        ),
      restorePoints: z
        .int()
        .min(1)
        .max(255)
        .optional()
        .meta({ unit: "count of backups" })
        .describe("How many of them Veeam keeps. Default: as it is in Veeam."),
    })
    .optional()
    .describe(
      "How Veeam backs up its own configuration. It is encrypted under `encryptionKey` and runs whatever is declared: a server that knows a password backs it up no other way. Default: where and how long it is now.",
    ),
  repositories: z
    .record(
      label,
      z
        .strictObject({
          folder: windowsPath.describe(
            "The folder of the Veeam server that its backups lie in; it stays the same for good.",
          ),
        })
        .describe("A repository in a folder of the Veeam server."),
    )
    .default({})
    .describe(
      "Repositories that the stack makes, by the names under which Veeam lists them. Default: none; a place may name any that Veeam has.",
    ),
  notifications: z
    .strictObject({
      address: mailAddress.describe("Where Veeam's mail about jobs goes."),
      success: z
        .boolean()
        .default(false)
        .describe("Whether it tells of good runs too, not of warnings and failures alone."),
    })
    .optional()
    .describe(
      "Mail about each run of a job. A mail server is set up in the console of Veeam, which its PowerShell cannot. Default: as it is in Veeam.",
    ),
  credentials: z
    .record(
      name,
      z
        .strictObject({
          user: account.describe("The account; its password is a secret."),
        })
        .describe("A log-in by which Veeam reaches computers."),
    )
    .default({})
    .describe("Log-ins that the stack makes in Veeam. Default: none."),
  computers: z
    .record(
      name,
      z
        .array(
          z
            .strictObject({
              address: address.describe("The address at which Veeam reaches the computer."),
              credentials: name.describe("The log-in there, by its name in `credentials`."),
            })
            .describe("A computer of the group."),
        )
        .min(1)
        .describe("The computers of the group."),
    )
    .default({})
    .describe(
      "The computers of protection groups that the stack makes, by the class. Default: a group is as an operator made it in Veeam.",
    ),
  offsiteExport: z
    .strictObject({
      login: name
        .optional()
        .describe(
          "The log-in under which it runs, by its name in `credentials`: an administrator of the server with Veeam's role Veeam Backup Administrator. Default: SYSTEM, which Veeam 12 lets in and 13 does not.",
        ),
    })
    .default({})
    .describe(
      "The export of its backups to a vault, for classes with a copy offsite. The server needs `restic.exe` and `rclone.exe` in `C:\\Program Files\\offsite-export`. Default: it runs under SYSTEM.",
    ),
  protectionGroups: z
    .record(name, label.describe("The protection group as Veeam lists it."))
    .describe("The protection group that holds the computers of each class, by the class's name."),
});

/** An account by which a service logs in. */
const serviceAccount = z.strictObject({
  name: text(
    /^[\w.-]{1,64}\\[\w.-]{1,64}\$?$/,
    "DOMAIN\\account, of letters, digits and _ . -",
    "look it up with: Get-CimInstance Win32_Service | Where-Object Name -eq IperiusSvc",
  ).describe("The account as Windows names it for the service."),
  sid: text(
    /^S-1-5-\d{1,10}(?:-\d{1,10}){1,14}$/,
    "a security identifier such as S-1-5-21-1004336348-1177238915-682003330-1105",
    "look it up with: (New-Object Security.Principal.NTAccount('DOMAIN\\account')).Translate([Security.Principal.SecurityIdentifier])",
  ).describe("Its security identifier."),
});

/** A key of a job's file. */
const iniKey = text(
  /^\w{1,64}$/,
  "the name of a key: letters, digits and _",
  "write what stands before the = in the file",
);

/** A machine with jobs of Iperius that an operator made and the stack watches over. */
const iperiusServer = z.strictObject({
  host: name.describe(
    "The machine that Iperius runs on, by its name in `backup:hosts`; the stack reads its reports there.",
  ),
  serviceAccount: serviceAccount
    .optional()
    .describe(
      "What its service runs as: it keeps its way into `C:\\ProgramData\\IperiusBackup`, which the stack closes to all others but administrators. Default: SYSTEM, as its setup has it; an update is refused where it is another one.",
    ),
  jobs: z
    .record(
      label,
      z
        .strictObject({
          class: name
            .optional()
            .describe(
              "The class whose copies it makes, by its name in `backup:classes`. Default: none, and a preview names those there are.",
            ),
          maximumAgeHours: z
            .int()
            .min(1)
            .max(8784)
            .meta({ unit: "hours" })
            .describe(
              "The age of the job's log that is still good; no older than the class promises.",
            ),
          lastResult: text(
            /^\w{1,64}$/,
            "a word of letters, digits and _",
            "write what stands after the = in the file",
          )
            .optional()
            .describe(
              "What stands after `LastResult=` in the job's file after a good run. No page of Iperius says which values there are: look at one that went well. Default: not judged, so that a run that failed in time is not noticed.",
            ),
          sha256: text(
            /^[0-9a-f]{64}$/,
            "64 hexadecimal digits in lower case",
            "declare any, and the update says which one the file has",
          )
            .optional()
            .describe(
              "SHA-256 of the job's file, without the lines of `changingKeys`: a change in its console is drift. Default: not judged.",
            ),
          changingKeys: listOf(iniKey)
            .default(["LastResult"])
            .describe(
              "Keys of the job's file that each run changes, and its SHA-256 leaves out. Which ones those are beside `LastResult` no page of Iperius says: compare the file before and after a run.",
            ),
        })
        .describe("A job that an operator made, and the stack watches over."),
    )
    .describe("The jobs that are watched, by the names they have in Iperius."),
});

/** `backup:veeam`: Veeam servers, by name. */
export const veeam = z.record(
  name,
  veeamServer.describe(
    "A Veeam server. What it backs up, when and how long follows from the plan.",
  ),
);

/** `backup:iperius`: machines with Iperius, by name. */
export const iperius = z.record(
  name,
  iperiusServer.describe("A machine with jobs of Iperius that the stack watches over."),
);
