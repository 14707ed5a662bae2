# Scheduled tasks, which are registered and read back as XML. Settings: of each task its name, its XML and the account that
# it runs under. Secrets: the account's password.

$taskPath = '\offsite-export\'

# Windows writes values down anew when it tells of a task.
function ConvertFrom-Entities($Text) {
  return $Text.Replace('&quot;', '"').Replace('&apos;', "'").Replace('&lt;', '<').Replace('&gt;', '>').Replace('&amp;', '&')
}

# What stands between two tags, as it is written, and as text.
function Get-Within($Xml, $Name) {
  $pieces = @($Xml -split "<$Name(?: [^>]*)?>")
  if ($pieces.Count -lt 2) {
    return ''
  }
  return (@($pieces[1] -split "</$Name>")[0]).Trim()
}
function Get-Element($Xml, $Name) {
  return (ConvertFrom-Entities (Get-Within $Xml $Name))
}

# Names and values within, in the order of their names. What is left out as a default is left out here.
function Get-Leaves($Xml) {
  $leaves = foreach ($piece in @($Xml -split '<')) {
    $parts = @($piece.Trim() -split '>')
    $name = @($parts[0] -split '[ /]')[0]
    $value = if ($parts.Count -gt 1) { ConvertFrom-Entities $parts[1].Trim() } else { '' }
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
  return @(foreach ($piece in @((Get-Within $Xml 'Triggers') -split '</\w+Trigger>')) {
      $names = @($piece -split '<' | Where-Object { $_ -match '^\w+Trigger[ >]' } | ForEach-Object { @($_ -split '[ >]')[0] })
      if ($names.Count -gt 0) { "$($names[0]) $(Get-Leaves $piece)" }
    }) | Sort-Object
}

# How a task runs, apart from when; and what would have it wait for a server that is idle or was disconnected, which is off
# unless somebody says otherwise.
$told = 'DisallowStartIfOnBatteries', 'ExecutionTimeLimit', 'MultipleInstancesPolicy', 'StartWhenAvailable', 'StopIfGoingOnBatteries'
$waits = 'RunOnlyIfIdle', 'RunOnlyIfNetworkAvailable'
function Get-Manner($Xml) {
  $settings = Get-Within $Xml 'Settings'
  return @(foreach ($name in $told) { "$name $(Get-Element $settings $name)" }) +
    @(foreach ($name in $waits) { if ((Get-Element $settings $name).Equals('true')) { "$name true" } })
}

# What it runs, and what somebody added: a folder to begin in, another program, another kind of action.
function Get-Action($Xml, $Declared) {
  $line = "$(Get-Element $Xml 'Command') $(Get-Element $Xml 'Arguments')"
  $all = Get-Leaves (Get-Within $Xml 'Actions')
  return $(if ($all.Equals((Get-Leaves (Get-Within $Declared 'Actions')))) { $line } else { "$line, of: $all" })
}

# Under whom, and whether that needs somebody at the screen. SYSTEM logs in by itself, whatever is written of it.
function Get-RunsAs($Task, $Xml, $Declared, $Wanted) {
  $account = [string]$Task.Principal.UserId
  $level = Get-Element $Xml 'RunLevel'
  $logOn = Get-Element $Xml 'LogonType'
  $wantedLogOn = Get-Element $Declared 'LogonType'
  $logsOn = $wantedLogOn.Equals('') -or $logOn.Equals($wantedLogOn)
  if ((Get-Account $account).Equals((Get-Account $Wanted)) -and $level.Equals('HighestAvailable') -and $logsOn) {
    return $Wanted
  }
  return "$account $level $logOn"
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
  $triggers = @(Get-Triggers $xml)
  $manner = @(Get-Manner $xml)
  return [ordered]@{
    action   = Get-Action $xml $declared.xml
    enabled  = (Get-Element (Get-Within $xml 'Settings') 'Enabled') -ne 'false'
    manner   = if (($manner -join '; ').Equals(@(Get-Manner $declared.xml) -join '; ')) { $wanted.manner } else { $manner -join '; ' }
    runsAs   = Get-RunsAs $task $xml $declared.xml $wanted.runsAs
    triggers = if (($triggers -join '; ').Equals(@(Get-Triggers $declared.xml) -join '; ')) { $wanted.triggers } else { $triggers -join '; ' }
  }
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
