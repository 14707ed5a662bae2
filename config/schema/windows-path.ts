import { win32 } from "node:path";
import { z } from "zod";
import { isWithin } from "../../model/windows-folder";

/** Cluster Shared Volumes are mounted below it, and the Veeam agent leaves them out without a word. */
const sharedVolumes = "C:\\ClusterStorage";

/** What Windows keeps for devices, whatever ending follows. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³]) *(\.|$)/i;

/** A name as Windows makes it up for programs of 1995: eight characters, a dot and three, the last ones a tilde and digits. */
const shortName = /^(?=[^.]{1,8}(\.|$))[^.]+~\d+(\.[^.]{0,3})?$/;

/** Characters that no name has, unprintable ones among them. Same source. */
const foreign = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}"<>|?*:]/u;

/** Why a path is no folder on a drive, by what it begins with. */
const beginnings: readonly (readonly [form: RegExp, reason: string])[] = [
  [/^[\\/]{2}[?.][\\/]|^\\\?\?\\/, "it is the path of a device, which the agent does not take"],
  [/^[\\/]{2}/, "it is a share of another machine"],
  [/^[\\/]/, "it says no drive"],
  [
    /^[A-Za-z]:(?![\\/])/,
    "without a backslash behind the colon it depends on where the drive is at",
  ],
  [/^(?![A-Za-z]:)/, "it does not begin at a drive"],
];

/** Why a name within a path would be another one to Windows, or none. */
const names: readonly (readonly [is: (name: string) => boolean, reason: string])[] = [
  [(name) => foreign.test(name), "has a character that no folder's name has"],
  [(name) => /^\.{1,2}$/.test(name), ""],
  [(name) => /[. ]$/.test(name), "ends with a dot or a blank, which Windows takes away"],
  [(name) => reserved.test(name), "is a name that Windows keeps for a device"],
  [
    (name) => shortName.test(name),
    "is a short name, which may stand for any folder: write the long one",
  ],
  [
    (name) => /%[^%]+%/.test(name),
    "holds a variable, which may stand for any folder: write it out",
  ],
  [(name) => name.length > 255, "is longer than the 255 characters that a name has"],
];

/** A folder on a drive of a Windows machine, as Windows itself writes it: `c:/Data\..\Shares\` is `C:\Shares`. */
export const windowsPath = z
  .string()
  .superRefine((given, context) => {
    for (const message of refusals(given)) context.addIssue({ code: "custom", message });
  })
  .overwrite(normal)
  .meta({
    allowed: "the whole path of a folder, from the letter of a drive on that machine: D:\\Shares",
    fix: "write the folder's path as the machine's Explorer shows it",
    // For editors, who know no more of it.
    pattern: String.raw`^[A-Za-z]:[\\/][^"<>|?*:]*$`,
  });

function refusals(given: string): string[] {
  const [, wrong] = beginnings.find(([form]) => form.test(given)) ?? [];
  if (wrong !== undefined) return [wrong];
  const unfit = given
    .slice(3)
    .split(/[\\/]+/)
    .filter((name) => name !== "")
    .flatMap(unfitName);
  return unfit.length > 0 ? unfit : unprotected(normal(given));
}

function unfitName(name: string): string[] {
  const [, reason = ""] = names.find(([is]) => is(name)) ?? [];
  return reason === "" ? [] : [`${JSON.stringify(name)} ${reason}`];
}

function unprotected(path: string): string[] {
  // Whichever drive the system is on; that all of C: holds them is certain enough.
  if (isWithin(path.slice(1), sharedVolumes.slice(1)))
    return [
      `${path} is a folder of cluster shared volumes, which the agent leaves out: the job would protect nothing`,
    ];
  return isWithin(sharedVolumes, path)
    ? [
        `${path} holds ${sharedVolumes}, where cluster shared volumes are, which the agent leaves out: name the folders that it shall protect`,
      ]
    : [];
}

/** As Windows resolves it. Source: Microsoft, "File path formats on Windows systems", path normalization. */
function normal(given: string): string {
  const path = win32.normalize(given);
  const drive = path.slice(0, 1).toUpperCase();
  return drive + path.slice(1).replace(/(?<=[^:])\\$/, "");
}
