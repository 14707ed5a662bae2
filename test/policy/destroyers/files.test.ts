import { destructionIn } from "../../../policy/destruction";

describe("destruction in a command", () => {
  it.each<[string, string | string[]]>([
    ["find /mnt -exec unlink {} +", "find -exec rm"],
    ["find /mnt -exec truncate -s 0 {} +", ["find -exec rm", "truncate"]],
    ["find /mnt -type d -delete", "find -delete"],
    ["ls | xargs -n1 unlink", "xargs rm"],
    ["ls /mnt/x | parallel rm", "parallel rm"],
    ["find /mnt -type f -exec sh -c 'rm \"$1\"' _ {} \\;", "find -exec rm"],
    ['for f in /mnt/x/*; do rm -f "$f"; done', "rm of a pattern"],
    ['for f in /mnt/x/*\ndo\n  echo\n  unlink "${f}"\ndone', "rm of a pattern"],
    ["for f in /mnt/x/*; do : > $f; done", "rm of a pattern"],
    ['find /mnt/x -type f | while read -r f; do rm "$f"; done', "rm of what is read"],
    ["rm -f /mnt/x/{a,b}.img", "rm of a pattern"],
    ["cp /dev/null /mnt/x/a.img", "overwritten with nothing"],
    ["cat /dev/null > /mnt/x/a.img", "overwritten with nothing"],
    ["mv /mnt/x /dev/null", "moved to /dev/null"],
    ["tmpreaper 1d /mnt/x", "tmpreaper"],
    ["tmpwatch -umc 1 /mnt/x", "tmpreaper"],
    ["find /tmp/../mnt -delete", "find -delete"],
    ["find /tmp /mnt -delete", "find -delete"],
    ["tar --remove-files -cf x.tar /mnt/backup", "tar --remove-files"],
    ["truncate -s 0 /mnt/x", "truncate"],
    ["truncate --size=0 /mnt/x", "truncate"],
    ["truncate -s0 /mnt/x", "truncate"],
    ["truncate -s -1G /mnt/x", "truncate"],
    ["chattr -i /mnt/x", "chattr -i"],
    ["chattr -R -i /mnt", "chattr -i"],
    ["perl -e 'unlink glob \"/mnt/backup/*\"'", "a removal by a program"],
    ["perl -MFile::Path -e 'remove_tree(\"/mnt/backup\")'", "a removal by a program"],
    ["unlink <*.fidx>;", "a removal by a program"],
    ["python3 -c 'import shutil; shutil.rmtree(\"/mnt\")'", "a removal by a program"],
    ["import os\nfor one in all: os.remove(one)", "a removal by a program"],
    ["python3 -c \"from pathlib import Path; Path('/mnt/x').unlink()\"", "a removal by a program"],
    ["ruby -e 'FileUtils.rm_rf(\"/mnt/x\")'", "a removal by a program"],
    ["ruby -e 'File.delete(x)'", "a removal by a program"],
    ["node -e 'fs.rmSync(\"/mnt/x\", {recursive:true})'", "a removal by a program"],
    ["node -e 'fs.promises.rm(\"/mnt\", {recursive:true})'", "a removal by a program"],
  ])("finds %s", (command, what) => {
    expect(destructionIn(command)).toEqual([what].flat());
  });

  it.each([
    "find /tmp -name 'x*' -mtime +1 -delete",
    "find /var/tmp/job -delete",
    "for f in /tmp/x*; do rm $f; done",
    "for f in /mnt/x/*; do cat $f; done; rm -f y",
    'for f in /etc/*.conf; do cmp "$f" x; done && echo "$f"',
    "ls | while read -r f; do echo $f; done",
    "tmpreaper 7d /tmp",
    "cat x > /dev/null",
    'find "$directory/.chunks" -depth -type d -empty -delete',
    "tar -cf x.tar /mnt/backup",
    "truncate -s 10G /mnt/image",
    "truncate -s 0 /tmp/x",
    "chattr +i /mnt/x",
    "lsattr -R /mnt",
    "perl -e 'print 1'",
    "unlink /mnt/x",
    "python3 -c 'import os; os.listdir(\"/mnt\")'",
    "python3 -c 'import os; os.remove(\"/tmp/x\")'",
    "node -e 'fs.readFileSync(x)'",
  ])("lets %s be", (command) => {
    expect(destructionIn(command)).toEqual([]);
  });
});
