# The offsite export of one Veeam job on its server: the program, what one job of it reads, and the scheduled tasks that
# run it. Removing it leaves every export, and the state of one that is under way.
# Document: access, config, files, program, programs, tasks. Settings: program and config as they are written, and of each
# task its XML and the account that it runs under. Secrets: the job's files, and the account's password.
# With cmdlets alone, so that it does the same in every PowerShell.

$installed = 'C:\Program Files\offsite-export'
$programFile = "$installed\offsite-export.ps1"
$kept = 'C:\ProgramData\offsite-export'
# For SYSTEM and the Administrators alone, and nothing from above: folders in ProgramData are everybody's otherwise.
$private = 'O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'

function Get-JobFile($Envelope, $Name) {
  return "$kept\$($Envelope.identity)\$Name"
}

function Get-FileText($Path) {
  if (-not (Test-Path -LiteralPath $Path)) {
    return $null
  }
  return [string](Get-Content -LiteralPath $Path -Raw -Encoding UTF8)
}

# Of each text only whether it is as declared.
function Get-TextState($Path, $Wanted, $AsDeclared) {
  $text = Get-FileText $Path
  if ($null -eq $text) {
    return 'missing'
  }
  if ($text.Equals($Wanted)) {
    return $AsDeclared
  }
  return 'another'
}

# The same of a file that nobody else may read, or say what it says.
function Get-PrivateState($Envelope, $Name, $Wanted, $AsDeclared) {
  $file = Get-JobFile $Envelope $Name
  $state = Get-TextState $file $Wanted $AsDeclared
  if ($state.Equals($AsDeclared) -and -not (Get-Access $file).Equals('private')) {
    return 'open to others'
  }
  return $state
}

function Get-SecretState($Envelope, $Name) {
  return (Get-PrivateState $Envelope $Name $Envelope.secrets[$Name] 'as declared')
}

function Get-ConfigState($Envelope) {
  $state = Get-PrivateState $Envelope 'config.json' $Envelope.settings.config 'as declared'
  return $(if ($state.Equals('as declared')) { $Envelope.document.config } else { $state })
}

function Get-ProgramState($Name, $Least) {
  $file = "$installed\$Name.exe"
  if (-not (Test-Path -LiteralPath $file)) {
    return 'missing'
  }
  # Nothing is run that others may have put there.
  $writers = @(Get-Writers $file)
  if ($writers.Count -gt 0) {
    return "to be written by $($writers -join ', ')"
  }
  $said = [string](@(Invoke-Program $file @('version'))[0])
  $version = @(@($said -split '\s')[1] -split 'v')[-1]
  if (-not @($said -split ' ')[0].Equals($Name) -or $version -notmatch '^[0-9]+\.[0-9]+') {
    return 'of an unknown version'
  }
  $found = @($version -split '\.')
  $found = @([long]$found[0], [long]$found[1])
  if ($found[0] -gt $Least[0] -or ($found[0] -eq $Least[0] -and $found[1] -ge $Least[1])) {
    return 'fits'
  }
  return "$($found[0]).$($found[1]), $($Least[0]).$($Least[1]) or later is needed"
}

# The agent's own, and the folder of all three.
function Get-AgentState($Envelope) {
  $writers = @(foreach ($path in $installed, $programFile) { Get-Writers $path }) | Sort-Object -Unique
  if (@($writers).Count -gt 0) {
    return "to be written by $($writers -join ', ')"
  }
  return (Get-TextState $programFile $Envelope.settings.program $Envelope.document.program)
}

function Get-ProgramStates {
  return [ordered]@{
    rclone = Get-ProgramState 'rclone' @(1, 60)
    restic = Get-ProgramState 'restic' @(0, 18)
  }
}

function Get-Observed($Envelope) {
  $config = Get-FileText (Get-JobFile $Envelope 'config.json')
  if ($null -eq $config) {
    return $null
  }
  $files = [ordered]@{}
  foreach ($name in $Envelope.document.files.Keys) {
    $files[$name] = Get-SecretState $Envelope $name
  }
  $tasks = [ordered]@{}
  foreach ($kind in $Envelope.document.tasks.Keys) {
    $tasks[$kind] = Get-TaskState $Envelope $kind
  }
  return [ordered]@{
    access   = [ordered]@{ all = Get-FolderAccess $kept; job = Get-FolderAccess "$kept\$($Envelope.identity)" }
    config   = Get-ConfigState $Envelope
    files    = $files
    program  = Get-AgentState $Envelope
    programs = Get-ProgramStates
    tasks    = $tasks
  }
}

# What was written for this stack says so.
function Test-Own($Envelope) {
  $config = Get-FileText (Get-JobFile $Envelope 'config.json')
  return ($null -ne $config -and $config.Contains("`"estate`":`"$($Envelope.stack)`""))
}

# A folder that is closed only now keeps what was put into it before, and whoever owns that.
function Deny-Planted($Envelope) {
  $folder = "$kept\$($Envelope.identity)"
  if (-not (Test-Path -LiteralPath $folder) -or (Test-Path -LiteralPath "$folder\config.json")) {
    return
  }
  $access = Get-FolderAccess $folder
  if (-not $access.Equals('private') -and @(Get-ChildItem -LiteralPath $folder -Force).Count -gt 0) {
    $watch.fix = "look what is in $folder and who put it there, remove it, and apply again"
    throw "$folder was there before, with something in it, and is $access"
  }
}

function Deny-Unfit($Envelope) {
  $states = Get-ProgramStates
  $unfit = @(foreach ($name in $states.Keys) { if (-not $states[$name].Equals('fits')) { "$name.exe is $($states[$name])" } })
  $writers = @(Get-Writers $installed)
  if ($writers.Count -gt 0 -or @($unfit | Where-Object { $_ -match ' is to be written by ' }).Count -gt 0) {
    $watch.fix = "see that each program is what it should be, by its SHA256SUMS; then: icacls '$installed' /setowner *S-1-5-32-544 /T; icacls '$installed' /reset /T"
    throw (@($unfit) + @(if ($writers.Count -gt 0) { "$installed is to be written by $($writers -join ', ')" }) -join '; ')
  }
  if ($unfit.Count -gt 0) {
    $watch.fix = "put restic.exe of https://github.com/restic/restic/releases and rclone.exe of https://downloads.rclone.org, each checked by its SHA256SUMS, into $installed"
    throw ($unfit -join '; ')
  }
  if ((Get-Number (Get-Build) 0) -ge 13 -and (Get-Account $Envelope.document.tasks.round.runsAs).Equals('SYSTEM')) {
    $watch.fix = 'declare a log-in in backup:veeam.credentials with the role Veeam Backup Administrator, local administrator of this server and no machine account, and name it in backup:veeam.offsiteExport.login'
    throw 'Veeam 13 lets SYSTEM ask nothing, so the export could not run under it'
  }
}

function Set-Private($Path) {
  $access = Get-FolderAccess $Path
  if ($access.Equals('private')) {
    return
  }
  if ($access.Equals('a link')) {
    $watch.fix = 'look who made it and where it leads, remove it, and apply again'
    throw "$Path is a link, which whoever made it may have lead elsewhere"
  }
  New-Item -Path $Path -ItemType Directory -Force | Out-Null
  $acl = Get-Acl -LiteralPath $Path
  $acl.SetSecurityDescriptorSddlForm($private)
  Set-Acl -LiteralPath $Path -AclObject $acl
}

# A file appears whole or not at all. All of it is ASCII, so that no PowerShell puts a mark before it.
function Save-File($Path, $Text) {
  Set-Content -LiteralPath "$Path.new" -Value $Text -NoNewline -Encoding Ascii
  Move-Item -LiteralPath "$Path.new" -Destination $Path -Force
}

# A secret that lay open is written anew, in a file that has its access from the folder.
function Save-Secret($Envelope, $Name) {
  if ((Get-SecretState $Envelope $Name).Equals('as declared')) {
    return
  }
  $file = Get-JobFile $Envelope $Name
  Remove-Item -LiteralPath $file -Force -ErrorAction SilentlyContinue
  Save-File $file $Envelope.secrets[$Name]
}

function New-Wanted($Envelope) {
  Deny-Unfit $Envelope
  Deny-Planted $Envelope
  Set-Private $kept
  Set-Private "$kept\$($Envelope.identity)"
  New-Item -Path $installed -ItemType Directory -Force | Out-Null
  Save-File $programFile $Envelope.settings.program
  foreach ($name in $Envelope.document.files.Keys) {
    Save-Secret $Envelope $name
  }
  foreach ($kind in $Envelope.document.tasks.Keys) {
    Set-Task $Envelope $kind
  }
  # Last, because a job with a configuration counts as there.
  Save-File (Get-JobFile $Envelope 'config.json') $Envelope.settings.config
  Add-Done 'the export was installed'
}

function Set-Wanted($Envelope) {
  New-Wanted $Envelope
}

# The program goes with the last job.
function Remove-Wanted($Envelope) {
  $config = [string](Get-FileText (Get-JobFile $Envelope 'config.json'))
  if ($config.Contains('"declaredAs":"') -and -not $config.Contains("`"declaredAs`":`"$($Envelope.resource)`"")) {
    return "left as it is, declared under another name now: $($Envelope.identity)"
  }
  foreach ($kind in $Envelope.document.tasks.Keys) {
    $name = $Envelope.settings.tasks[$kind].name
    if ($null -ne (Get-Task $name)) {
      Unregister-ScheduledTask -TaskPath $taskPath -TaskName $name -Confirm:$false
    }
  }
  foreach ($name in @($Envelope.document.files.Keys) + 'config.json') {
    $file = Get-JobFile $Envelope $name
    if (Test-Path -LiteralPath $file) {
      Remove-Item -LiteralPath $file -Force
    }
  }
  $jobs = @(Get-ChildItem -LiteralPath $kept -ErrorAction SilentlyContinue | Where-Object { Test-Path -LiteralPath "$($_.FullName)\config.json" })
  if ($jobs.Count -eq 0 -and (Test-Path -LiteralPath $programFile)) {
    Remove-Item -LiteralPath $programFile -Force
  }
  return "the exports in the bucket stay, and $kept\$($Envelope.identity)\state"
}
