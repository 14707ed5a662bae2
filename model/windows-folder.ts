/** Whether a folder of a Windows machine is another one or lies below it; both as {@link outermostFolders} wants them. */
export function isWithin(folder: string, other: string): boolean {
  const [inner, outer] = [folder, other].map((path) => `${path.toLowerCase()}\\`) as [
    string,
    string,
  ];
  return inner.startsWith(outer.replace(/\\+$/, "\\"));
}

/**
 * Each folder once, in order, without those below another one, which hold nothing more. Windows makes no difference
 * between capitals and small letters.
 *
 * @param folders - absolute and normal: a drive letter, single backslashes, none at the end but of a drive's root
 */
export function outermostFolders(folders: readonly string[]): string[] {
  return folders
    .filter((folder, index) =>
      folders.every((other, at) => {
        const isCovered = at !== index && isWithin(folder, other);
        // Of two that are one the first stays.
        return !isCovered || (isWithin(other, folder) && index < at);
      }),
    )
    .sort();
}
