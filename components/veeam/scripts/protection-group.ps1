# A protection group of single computers, each with the log-in by which Veeam reaches it.
# Document: computers, a list of hostName and credentials, which are named by their description.

function Find-Group($Envelope) {
  return (Find-Named @(Get-VBRProtectionGroup) $Envelope.identity)
}

function Get-CredentialsDescribed($Description) {
  foreach ($listed in Get-VBRCredentials) {
    if ($Description.Equals($listed.Description)) {
      return $listed
    }
  }
  throw "Veeam has no log-in '$Description'"
}

# What the log-in of a computer is called in the list of log-ins; somebody else's may have its user alone.
function Get-LogInName($Computer) {
  if ($null -eq $Computer.Credentials) {
    return 'none of the list'
  }
  foreach ($listed in Get-VBRCredentials) {
    if (([string]$listed.Id).Equals([string]$Computer.Credentials.Id)) {
      return $(if (([string]$listed.Description).Length -gt 0) { $listed.Description } else { [string]$listed.Name })
    }
  }
  return 'none of the list'
}

function Test-Same($Text, $Other) {
  return ([string]$Text).ToUpperInvariant().Equals(([string]$Other).ToUpperInvariant())
}

# In whichever order and case Veeam gives them back: what is wanted comes first, as it is wanted.
function Get-Computers($Computers, $Wanted) {
  foreach ($one in $Wanted) {
    foreach ($computer in $Computers) {
      if (Test-Same $computer.HostName $one.hostName) {
        [ordered]@{ credentials = Get-LogInName $computer; hostName = $one.hostName }
      }
    }
  }
  foreach ($computer in $Computers) {
    $isWanted = $false
    foreach ($one in $Wanted) {
      $isWanted = $isWanted -or (Test-Same $computer.HostName $one.hostName)
    }
    if (-not $isWanted) {
      [ordered]@{ credentials = Get-LogInName $computer; hostName = [string]$computer.HostName }
    }
  }
}

function Get-Observed($Envelope) {
  $group = Find-Group $Envelope
  if ($null -eq $group) {
    return $null
  }
  $computers = @($group.Container.CustomCredentials | Where-Object { $null -ne $_ })
  $deployment = $group.DeploymentOptions
  return [ordered]@{
    computers   = @(Get-Computers $computers $Envelope.document.computers)
    deployment  = [ordered]@{
      agent    = [bool]$deployment.InstallAgent
      driver   = [bool]$deployment.InstallDriver
      reboots  = [bool]$deployment.RebootIfRequired
      upgrades = [bool]$deployment.UpgradeAutomatically
    }
    description = $group.Description
    name        = $group.Name
    scope       = [string]$group.Container.Type
  }
}

function Test-Own($Envelope) {
  return (Test-Ours (Find-Group $Envelope))
}

function New-Container($Wanted) {
  $computers = @(foreach ($computer in $Wanted.computers) {
      New-VBRIndividualComputerCustomCredentials -HostName $computer.hostName -Credentials (Get-CredentialsDescribed $computer.credentials)
    })
  return (New-VBRIndividualComputerContainer -CustomCredentials $computers)
}

function New-Deployment($Wanted) {
  return (New-VBRProtectionGroupDeploymentOptions -InstallAgent:$Wanted.agent -InstallDriver:$Wanted.driver -RebootIfRequired:$Wanted.reboots -UpgradeAutomatically:$Wanted.upgrades)
}

function New-Wanted($Envelope) {
  $wanted = $Envelope.document
  $watch.fix = "see to what is named and apply again; or make the group '$($wanted.name)' by hand in the console (Inventory, Physical Infrastructure), and leave its computers out of the stack's file"
  Add-VBRProtectionGroup -Name $wanted.name -Description $wanted.description -Container (New-Container $wanted) -DeploymentOptions (New-Deployment $wanted.deployment)
  $watch.fix = $null
  Add-Done 'the protection group was made'
}

function Set-Wanted($Envelope) {
  $wanted = $Envelope.document
  $group = Find-Group $Envelope
  if (-not $Envelope.adopt -and -not (Test-Ours $group)) {
    throw "a protection group '$($wanted.name)' that somebody else made is there; leave its computers out of the stack's file, or rename one of the two"
  }
  $scope = [string]$group.Container.Type
  if (-not $scope.Equals($wanted.scope)) {
    throw "it is of the kind '$scope', whose computers are not chosen one by one; leave its computers out of the stack's file"
  }
  Set-VBRProtectionGroup -ProtectionGroup $group -Description $wanted.description -Container (New-Container $wanted) -DeploymentOptions (New-Deployment $wanted.deployment)
  Add-Done 'the protection group was changed'
}

# Its job needs it, and removing it could take agents away.
function Remove-Wanted($Envelope) {
  return "left in Veeam with its computers and their agents: $($Envelope.identity)"
}
