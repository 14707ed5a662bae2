# Who may reach files and folders, and who may write them.

# Who else may reach a folder or a file. In the descriptor's text, which no language of Windows changes, an entry is
# `(A;flags;rights;;;whose)`.
function Get-Access($Path) {
  if (-not (Test-Path -LiteralPath $Path)) {
    return 'missing'
  }
  $sddl = [string](Get-Acl -LiteralPath $Path).Sddl
  # What has no list is everybody's.
  if ($sddl -notmatch 'D:[A-Z]*\(') {
    return 'without an access list'
  }
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

# Everybody may make something in ProgramData: what is there before may lead elsewhere, or be full of what somebody put there.
function Test-Link($Path) {
  if (-not (Test-Path -LiteralPath $Path)) {
    return $false
  }
  $type = (Get-Item -LiteralPath $Path -Force).LinkType
  return ($null -ne $type -and [string]$type -ne 'HardLink')
}

# What a folder has of its own is not what it has from above.
function Get-FolderAccess($Path) {
  if (Test-Link $Path) {
    return 'a link'
  }
  $access = Get-Access $Path
  if ($access.Equals('private') -and [string](Get-Acl -LiteralPath $Path).Sddl -notmatch 'D:[A-Z]*P') {
    return 'open to whoever may reach what is above it'
  }
  return $access
}

# Whom Windows lets write its programs besides. Source: Microsoft, "Security identifiers" (TrustedInstaller).
$installers = 'SY', 'BA', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'
# What only reads and runs, as SDDL has it (Microsoft, "ACE Strings").
$reading = '^(0x1200a9|0x120089|0x1200a0|0x100000|(FR|FX|GR|GX|RC)+)$'

# Who else may change what is run from here, or say who may. What is for others to inherit alone they show themselves.
function Get-Writers($Path) {
  if (-not (Test-Path -LiteralPath $Path)) {
    return
  }
  $sddl = [string](Get-Acl -LiteralPath $Path).Sddl
  # Without a list; an empty one is nobody's.
  if ($sddl -cmatch 'NO_ACCESS_CONTROL' -or $sddl -cnotmatch 'D:') {
    return 'everybody'
  }
  foreach ($entry in @($sddl -split '\(')) {
    $parts = @(($entry -split '\)')[0] -split ';')
    if ($parts.Count -ge 6 -and -not $parts[0].Equals('D') -and $parts[5] -notin $installers -and $parts[1] -cnotmatch 'IO' -and $parts[2] -cnotmatch $reading) {
      $parts[5]
    }
  }
  $owner = @($sddl.Substring(2) -csplit 'G:|D:')[0]
  if ($owner -notin $installers) {
    "its owner $owner"
  }
}
