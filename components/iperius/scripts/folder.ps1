# The folder of Iperius, whose service runs as SYSTEM what its jobs say, and in which its setup lets every user write:
# nobody but administrators and the service gets in. Settings: accounts, the SIDs that do, as SDDL writes them.

$root = 'C:\ProgramData\IperiusBackup'

function Open-Session {
}

function Close-Session {
}

# Owner and entries of an access list, by whom they are for, in the words of SDDL (Microsoft, "Security Descriptor
# String Format"), which no language of Windows changes.
function Read-Access($Path) {
  $sddl = [string](Get-Acl -LiteralPath $Path).Sddl
  $parts = @($sddl -csplit '[()]')
  if ($parts[0] -cnotmatch '^O:.+D:[A-Z]*$') {
    throw "the access list of $Path makes no sense: $sddl"
  }
  $owner, $control = @($parts[0] -csplit '(?:G:.+)?D:')
  $entries = [ordered]@{}
  foreach ($entry in $parts) {
    if ($entry -eq '' -or $entry.Equals($parts[0])) {
      continue
    }
    $kind, $flags, $rights, $object, $inherited, $account = @($entry -csplit ';')
    $text = "$kind $flags $rights"
    if ($null -ne $entries[$account]) {
      $text = "$($entries[$account]), $text"
    }
    $entries[$account] = $text
  }
  return @{ owner = $owner.Substring(2); inherits = -not $control.Contains('P'); entries = $entries }
}

# Administrators and SYSTEM own what nobody else can give away.
function Get-Owner($Owner) {
  if ($Owner.Equals('BA') -or $Owner.Equals('SY')) {
    return 'administrators or SYSTEM'
  }
  return $Owner
}

# Whether somebody else gets in, or may let others in, or one of those that should is shut out.
function Test-Open($Path, $Accounts) {
  $access = Read-Access $Path
  if (-not (Get-Owner $access.owner).Equals('administrators or SYSTEM')) {
    return $true
  }
  foreach ($account in $access.entries.Keys) {
    if ($Accounts -cnotcontains $account -or $access.entries[$account] -cmatch '(^|, )[^A]') {
      return $true
    }
  }
  return $false
}

# Whether it leads elsewhere: what is closed then is not what the service reads once somebody has it lead to a third place.
function Test-Link($Item) {
  return ($null -ne $Item.LinkType -and [string]$Item.LinkType -ne 'HardLink')
}

# Everything in it, by its path in it; a link is not followed.
function Get-Within($Below) {
  foreach ($item in Get-ChildItem -LiteralPath "$root$Below" -Force) {
    $path = "$Below\$($item.Name)"
    $link = Test-Link $item
    @{ path = $path; isFolder = $item.PSIsContainer; link = $link }
    if ($item.PSIsContainer -and -not $link) {
      Get-Within $path
    }
  }
}

function Get-Open($Within, $Accounts) {
  foreach ($item in $Within) {
    if (-not $item.link -and (Test-Open "$root$($item.path)" $Accounts)) {
      $item
    }
  }
}

# Paths as a state and a plan can hold them; a fresh installation has everything open.
function Get-Paths($Items) {
  $paths = @(foreach ($item in $Items) { $item.path.Substring(1) })
  if ($paths.Count -le 20) {
    return $paths
  }
  return $paths[0..18] + "and $($paths.Count - 19) more"
}

function Get-Links($Within) {
  if (Test-Link (Get-Item -LiteralPath $root -Force)) {
    '.'
  }
  Get-Paths @($Within | Where-Object { $_.link })
}

function Get-ServiceAccount {
  foreach ($service in Get-CimInstance -ClassName Win32_Service) {
    if ($service.Name -eq 'IperiusSvc') {
      return [string]$service.StartName
    }
  }
  return 'there is no service IperiusSvc'
}

function Get-Observed($Envelope) {
  if (-not (Test-Path -LiteralPath $root)) {
    return $null
  }
  $access = Read-Access $root
  $within = @(Get-Within '')
  return [ordered]@{
    entries        = $access.entries
    inherits       = $access.inherits
    links          = @(Get-Links $within)
    open           = @(Get-Paths @(Get-Open $within $Envelope.settings.accounts))
    owner          = Get-Owner $access.owner
    serviceAccount = Get-ServiceAccount
  }
}

# Its setup made it, for everybody on the machine.
function Test-Own($Envelope) {
  return $true
}

function New-Wanted($Envelope) {
  throw "there is no $root; install Iperius on this machine, then run this again"
}

function Set-Access($Path, $Accounts, $Flags) {
  $entries = @(foreach ($account in $Accounts) { "(A;$Flags;FA;;;$account)" }) -join ''
  $access = Get-Acl -LiteralPath $Path
  $access.SetSecurityDescriptorSddlForm("O:BAG:SYD:P$entries")
  Set-Acl -LiteralPath $Path -AclObject $access
}

# The service would be shut out as well if it were another's, so that is looked at first.
function Set-Wanted($Envelope) {
  $wanted = $Envelope.document
  $account = Get-ServiceAccount
  if (-not $account.Equals($wanted.serviceAccount)) {
    $watch.fix = 'have the service run as that account, or declare the one that it runs as in serviceAccount'
    throw "the service IperiusSvc runs as '$account', and '$($wanted.serviceAccount)' is declared: it would be shut out of its own folder"
  }
  $within = @(Get-Within '')
  $links = @(Get-Links $within)
  if ($links.Count -gt 0) {
    $watch.fix = 'look who made it and where it leads, and put a folder in its place'
    throw "in $root something is a link, of which nobody can say who may have it lead elsewhere: $($links -join ', ')"
  }
  $accounts = $Envelope.settings.accounts
  Set-Access $root $accounts 'OICI'
  Add-Done "$root was closed"
  foreach ($item in @(Get-Open $within $accounts)) {
    Set-Access "$root$($item.path)" $accounts $(if ($item.isFolder) { 'OICI' } else { '' })
    Add-Done "$($item.path.Substring(1)) was closed"
  }
}

function Remove-Wanted($Envelope) {
  return "left as closed as it is: $root"
}

function Get-Advice($Message) {
  return $null
}
