# What PowerShell has on Windows alone and the stack calls: permissions of files and folders, and scheduled tasks. It
# keeps what it is told for as long as the process lasts. Parameters as Microsoft's reference has them; a task is told
# as Windows tells it, written down anew.

# Descriptors that somebody set, by path.
$set = @{}
$tasks = [ordered]@{}

# From the nearest folder above that has one of its own; of ProgramData everybody may read.
function Get-Sddl($Path) {
  if ($set.ContainsKey($Path)) { return $set[$Path] }
  $above = $Path
  while ($above.Contains('\')) {
    $above = $above.Substring(0, $above.LastIndexOf('\'))
    if ($set.ContainsKey($above)) {
      $entries = [regex]::Matches($set[$above], '\(A;OICI[A-Z]*;[^()]*\)') | ForEach-Object { $_.Value -replace 'OICI[A-Z]*', 'ID' }
      return "O:BAG:SYD:AI$(-join $entries)"
    }
  }
  return 'O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)'
}
function Get-Acl {
  [CmdletBinding()] param([Parameter(Mandatory)][string]$LiteralPath)
  if (-not (Test-Path -LiteralPath $LiteralPath)) { throw "Cannot find path '$LiteralPath'" }
  $acl = [pscustomobject]@{ Sddl = Get-Sddl $LiteralPath }
  $acl | Add-Member -MemberType ScriptMethod -Name SetSecurityDescriptorSddlForm -Value { param($Form) $this.Sddl = $Form } -PassThru
}
function Set-Acl {
  [CmdletBinding()] param([Parameter(Mandatory)][string]$LiteralPath, [Parameter(Mandatory)]$AclObject)
  $set[$LiteralPath] = $AclObject.Sddl
}

# A file that is removed, or moved over, takes its descriptor with it.
function Remove-Item {
  [CmdletBinding()] param([string]$LiteralPath, [switch]$Force)
  $set.Remove($LiteralPath)
  Microsoft.PowerShell.Management\Remove-Item @PSBoundParameters
}
function Move-Item {
  [CmdletBinding()] param([string]$LiteralPath, [string]$Destination, [switch]$Force)
  $set.Remove($Destination)
  Microsoft.PowerShell.Management\Move-Item @PSBoundParameters
}

function Find-Task($TaskPath, $TaskName) {
  if (-not $tasks.Contains("$TaskPath$TaskName")) { throw "The system cannot find the file specified: $TaskPath$TaskName" }
  return $tasks["$TaskPath$TaskName"]
}
function Register-ScheduledTask {
  [CmdletBinding()]
  param([string]$TaskName, [string]$TaskPath, [string]$Xml, [string]$User, [string]$Password, [switch]$Force)
  if ($tasks.Contains("$TaskPath$TaskName") -and -not $Force) { throw 'Cannot create a file when that file already exists.' }
  $document = [xml]$Xml
  $account = $document.Task.Principals.Principal.UserId
  if ($account -ne 'S-1-5-18') {
    if (-not $Password) { throw 'The user name or password is incorrect.' }
    $document.Task.Principals.Principal.UserId = 'S-1-5-21-1-2-3-1001'
  }
  # What is the default it leaves out.
  foreach ($trigger in @($document.Task.Triggers.ChildNodes)) {
    foreach ($node in @($trigger.ChildNodes | Where-Object { $_.Name -eq 'Enabled' -and $_.InnerText -eq 'true' })) { $null = $trigger.RemoveChild($node) }
  }
  $uri = $document.CreateElement('URI', $document.Task.NamespaceURI)
  $uri.InnerText = "$TaskPath$TaskName"
  $null = $document.Task.RegistrationInfo.AppendChild($uri)
  $tasks["$TaskPath$TaskName"] = @{ name = $TaskName; path = $TaskPath; document = $document; account = if ($account -eq 'S-1-5-18') { 'SYSTEM' } else { ($User -split '@')[0] } }
  Get-ScheduledTask -TaskPath $TaskPath -TaskName $TaskName
}
function Get-ScheduledTask {
  [CmdletBinding()] param([string[]]$TaskName, [string[]]$TaskPath)
  foreach ($task in @($tasks.Values)) {
    if (($TaskName -and $task.name -notin $TaskName) -or ($TaskPath -and $task.path -notin $TaskPath)) { continue }
    $principal = $task.document.Task.Principals.Principal
    [pscustomobject]@{
      TaskName = $task.name; TaskPath = $task.path
      State = if ($task.document.Task.Settings.Enabled -eq 'false') { 'Disabled' } else { 'Ready' }
      Principal = [pscustomobject]@{ UserId = $task.account; RunLevel = $principal.RunLevel }
    }
  }
}
function Export-ScheduledTask {
  [CmdletBinding()] param([string]$TaskName, [string]$TaskPath)
  $text = [IO.StringWriter]::new()
  $writer = [Xml.XmlTextWriter]::new($text)
  $writer.Formatting = 'Indented'
  (Find-Task $TaskPath $TaskName).document.Save($writer)
  $text.ToString()
}
function Disable-ScheduledTask {
  [CmdletBinding()] param([string]$TaskName, [string]$TaskPath)
  (Find-Task $TaskPath $TaskName).document.Task.Settings.Enabled = 'false'
}
function Unregister-ScheduledTask {
  [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string]$TaskName, [string]$TaskPath)
  $null = Find-Task $TaskPath $TaskName
  $tasks.Remove("$TaskPath$TaskName")
}
Export-ModuleMember -Function Get-Acl, Set-Acl, Remove-Item, Move-Item, *-ScheduledTask
