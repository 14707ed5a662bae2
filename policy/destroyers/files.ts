import { type Destroyer } from "./destroyer";

/** Many files at once, and what keeps them from being changed; a single file may be a command's own. */
export const files: readonly Destroyer[] = [
  // Empty folders are no data.
  [
    "find -delete",
    /\bfind\s+(?!["']?\/(?:var\/)?tmp(?:\/(?!\.\.)[\w.-]*)*["']?\s+-)(?![^;|\n]*\s-type\s+d\s+-empty\s)[^\n]*\s-delete\b/,
  ],
  // With options for the whole tree it is a removal of one already.
  [
    "find -exec rm",
    /\bfind\s.*\s-(?:exec|ok)(?:dir)?\s+\S*(?:\brm\s(?!-\w*[rR])|\b(?:unlink|truncate)\s)/,
  ],
  ["xargs rm", /\bxargs\s(?:[^;&|\n]*\s)?(?:rm\b(?!\s+-\w*[rR])|unlink\b)/],
  ["parallel rm", /\bparallel\s(?:[^;&|\n]*\s)?(?:rm\b(?!\s+-\w*[rR])|unlink\b)/],
  [
    "find -exec rm",
    /\bfind\s[^\n]*\s-(?:exec|ok)(?:dir)?\s+\S*sh\s+-c\s[^\n]*\b(?:rm\s(?!-\w*[rR])|unlink\s)/,
  ],
  // Each file of a pattern, one by one: what shells make of the pattern is what `rm` would get at once.
  [
    "rm of a pattern",
    /\bfor\s+(\w+)\s+in\s+(?!["']?\/tmp\/)[^;\n]*[*?][^;\n]*[;\n]\s*do\b(?:(?!\bdone\b)[^])*?(?:\b(?:rm|unlink)\s|:\s*>|>\s*)[^;&|\n]*\$\{?\1\b/,
  ],
  [
    "rm of what is read",
    /\bfind\s+["']?\/(?!tmp\b)[^|;&\n]*\|\s*while\s+(?:IFS=\S*\s+)?read\s(?:[^;\n]*\s)?(\w+)\s*[;\n]\s*do\b(?:(?!\bdone\b)[^])*?\b(?:rm|unlink)\s[^;&|\n]*\$\{?\1\b/,
  ],
  ["overwritten with nothing", /\b(?:cp|mv|cat)\s(?:[^;&|\n]*\s)?\/dev\/null\s+(?:>\s*)?["']?[/$]/],
  ["moved to /dev/null", /\bmv\s(?:[^;&|\n]*\s)?\/dev\/null\s*(?:$|[;&|\n])/],
  ["tmpreaper", /\b(?:tmpreaper|tmpwatch)\s(?:[^;&|\n]*\s)?["']?(?!\/tmp\b|\/var\/tmp\b)\/\w/],
  ["rsync --delete", /\brsync\s(?:.*\s)?--(?:del(?:ete(?:-\w+)?)?|remove-source-files)(?![\w-])/],
  ["tar --remove-files", /\btar\s(?:[^;&|\n]*\s)?--remove-files\b/],
  [
    "truncate",
    /\btruncate\s(?:[^;&|\n]*\s)?(?:-\w*s|--size)[\s=]*["']?(?:0\w*\b|[-<\/])(?![^;&|\n]*\s["']?\/tmp\/)/,
  ],
  ["chattr -i", /\bchattr\s(?:-\S+\s+)*-\w*[ia]/],
  [
    "a removal by a program",
    /\b(?:shutil\.rmtree|os\.(?:remove|unlink|rmdir|removedirs))\s*\((?!\s*["']\/tmp\/)/,
  ],
  ["a removal by a program", /\bPath\s*\([^)]*\)\s*\.(?:unlink|rmdir)\s*\(/],
  ["a removal by a program", /\b(?:remove_tree|rmtree)\b\s*[(\s]\s*["'$(\/]/],
  ["a removal by a program", /\bFileUtils\.(?:rm|remove)\w*|\b(?:File|Dir)\.(?:delete|unlink)\b/],
  [
    "a removal by a program",
    /\b(?:rm|rmdir|unlink)Sync\s*\(|\bfs(?:\.promises)?\.(?:rm|unlink)\s*\(/,
  ],
  ["a removal by a program", /\bperl\b[^\n]*\b(?:unlink|rmdir)\b|\bunlink\s+(?:glob\b|<)/],
];
