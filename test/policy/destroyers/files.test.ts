import { destructionIn } from "../../../policy/destruction";

describe("destruction in a command", () => {
  it.each<[string, string | string[]]>([
    ["find /mnt -exec unlink {} +", "find -exec rm"],
    ["find /mnt -exec truncate -s 0 {} +", ["find -exec rm", "truncate"]],
    ["find /mnt -type d -delete", "find -delete"],
    ["ls | xargs -n1 unlink", "xargs rm"],
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
