# The offsite export of one Veeam job on its server: the program, what one job of it reads, and the scheduled tasks that
# run it. Removing it leaves every export, and the state of one that is under way.
# Document: access, config, files, program, programs, tasks. Settings: program and config as they are written, and of each
# task its XML and the account that it runs under. Secrets: the job's files, and the account's password.
# With cmdlets alone, so that it does the same in every PowerShell.

$installed = 'C:\Program Files\offsite-export'
$programFile = "$installed\offsite-export.ps1"
$kept = 'C:\ProgramData\offsite-export'
$taskPath = '\offsite-export\'
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

# Who else may reach a folder or a file. In the descriptor's text, which no language of Windows changes, an entry is
# `(A;flags;rights;;;whose)`.
function Get-Access($Path) {
  if (-not (Test-Path -LiteralPath $Path)) {
    return 'missing'
  }
  $sddl = [string](Get-Acl -LiteralPath $Path).Sddl
  $others = @(foreach ($entry in @($sddl -split '\(')) {
      $parts = @(($entry -split '\)')[0] -split ';')
      if ($parts.Count -ge 6 -and -not $parts[0].Equals('D') -and $parts[5] -notin 'SY', 'BA') { $parts[5] }
    })
  if ($others.Count -gt 0) {
    return "open to $($others -join ', ')"
  }
  if ($sddl -notmatch '^O:(SY|BA)G') {
    return 'of another owner'
  }
  return 'private'
}

# What a folder has of its own is not what it has from above.
function Get-FolderAccess($Path) {
  $access = Get-Access $Path
  if ($access.Equals('private') -and [string](Get-Acl -LiteralPath $Path).Sddl -notmatch 'D:[A-Z]*P') {
    return 'open to whoever may reach what is above it'
  }
  return $access
}

function Get-SecretState($Envelope, $Name) {
  $file = Get-JobFile $Envelope $Name
  $state = Get-TextState $file $Envelope.secrets[$Name] 'as declared'
  if ($state.Equals('as declared') -and -not (Get-Access $file).Equals('private')) {
    return 'readable by others'
  }
  return $state
}

function Get-ProgramState($Name, $Least) {
  $file = "$installed\$Name.exe"
  if (-not (Test-Path -LiteralPath $file)) {
    return 'missing'
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

function Get-ProgramStates {
  return [ordered]@{
    rclone = Get-ProgramState 'rclone' @(1, 60)
    restic = Get-ProgramState 'restic' @(0, 18)
  }
}

# What stands between two tags, as text; Windows writes values down anew when it tells of a task.
function Get-Element($Xml, $Name) {
  $pieces = @($Xml -split "<$Name(?: [^>]*)?>")
  if ($pieces.Count -lt 2) {
    return ''
  }
  $text = (@($pieces[1] -split "</$Name>")[0]).Trim()
  return $text.Replace('&quot;', '"').Replace('&apos;', "'").Replace('&lt;', '<').Replace('&gt;', '>').Replace('&amp;', '&')
}

# Names and values within, in the order of their names. What is left out as a default is left out here.
function Get-Leaves($Xml) {
  $leaves = foreach ($piece in @($Xml -split '<')) {
    $parts = @($piece.Trim() -split '>')
    $name = @($parts[0] -split '[ /]')[0]
    $value = if ($parts.Count -gt 1) { $parts[1].Trim() } else { '' }
    if ($name.Equals('') -or "$name $value".Equals('Enabled true')) {
      continue
    }
    if (-not $value.Equals('')) {
      "$name $value"
    }
    elseif ($piece -match '/>') {
      $name
    }
  }
  return (@($leaves) | Sort-Object) -join ', '
}

function Get-Triggers($Xml) {
  return @(foreach ($piece in @((Get-Element $Xml 'Triggers') -split '</\w+Trigger>')) {
      $names = @($piece -split '<' | Where-Object { $_ -match '^\w+Trigger[ >]' } | ForEach-Object { @($_ -split '[ >]')[0] })
      if ($names.Count -gt 0) { "$($names[0]) $(Get-Leaves $piece)" }
    }) | Sort-Object
}

# How a task runs, apart from when.
$told = 'DisallowStartIfOnBatteries', 'ExecutionTimeLimit', 'MultipleInstancesPolicy', 'StartWhenAvailable', 'StopIfGoingOnBatteries'
function Get-Manner($Xml) {
  $settings = Get-Element $Xml 'Settings'
  return @(foreach ($name in $told) { "$name $(Get-Element $settings $name)" })
}

# An account by its last name: Windows tells it with a domain or without.
function Get-Account($Name) {
  return (@(@($Name -split '@')[0] -split '\\')[-1]).ToUpperInvariant()
}

function Get-Task($Name) {
  return @(Get-ScheduledTask -TaskPath $taskPath -ErrorAction SilentlyContinue | Where-Object { $Name.Equals($_.TaskName) })[0]
}

# Of each property what is declared where it is that, else what is there.
function Get-TaskState($Envelope, $Kind) {
  $wanted = $Envelope.document.tasks[$Kind]
  $declared = $Envelope.settings.tasks[$Kind]
  $task = Get-Task $declared.name
  if ($null -eq $task) {
    return $null
  }
  $xml = [string](Export-ScheduledTask -TaskPath $taskPath -TaskName $declared.name)
  $action = "$(Get-Element $xml 'Command') $(Get-Element $xml 'Arguments')"
  $actions = @($xml -split '<Exec[ >]').Count - 1
  $triggers = @(Get-Triggers $xml)
  $manner = @(Get-Manner $xml)
  $account = [string]$task.Principal.UserId
  $level = Get-Element $xml 'RunLevel'
  return [ordered]@{
    action   = if ($actions -eq 1) { $action } else { "$actions actions" }
    enabled  = (Get-Element (Get-Element $xml 'Settings') 'Enabled') -ne 'false'
    manner   = if (($manner -join '; ').Equals(@(Get-Manner $declared.xml) -join '; ')) { $wanted.manner } else { $manner -join '; ' }
    runsAs   = if ((Get-Account $account).Equals((Get-Account $wanted.runsAs)) -and $level.Equals('HighestAvailable')) { $wanted.runsAs } else { "$account $level" }
    triggers = if (($triggers -join '; ').Equals(@(Get-Triggers $declared.xml) -join '; ')) { $wanted.triggers } else { $triggers -join '; ' }
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
    config   = if ($config.Equals($Envelope.settings.config)) { $Envelope.document.config } else { 'another' }
    files    = $files
    program  = Get-TextState $programFile $Envelope.settings.program $Envelope.document.program
    programs = Get-ProgramStates
    tasks    = $tasks
  }
}

# What was written for this stack says so.
function Test-Own($Envelope) {
  $config = Get-FileText (Get-JobFile $Envelope 'config.json')
  return ($null -ne $config -and $config.Contains("`"estate`":`"$($Envelope.stack)`""))
}

function Deny-Unfit($Envelope) {
  $states = Get-ProgramStates
  $unfit = @(foreach ($name in $states.Keys) { if (-not $states[$name].Equals('fits')) { "$name.exe is $($states[$name])" } })
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
  if ((Get-FolderAccess $Path).Equals('private')) {
    return
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

# A task that is as it should be is left alone: whether its password still holds nobody is told.
function Set-Task($Envelope, $Kind) {
  $wanted = $Envelope.settings.tasks[$Kind]
  $options = @{ TaskPath = $taskPath; TaskName = $wanted.name; Xml = $wanted.xml; Force = $true }
  if ($null -ne $Envelope.secrets.password) {
    $options.User = $wanted.account
    $options.Password = $Envelope.secrets.password
  }
  Register-ScheduledTask @options | Out-Null
}

# The program goes with the last job.
function Remove-Wanted($Envelope) {
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
