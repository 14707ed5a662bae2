# A repository in a folder of the Veeam server.

function Find-Repository($Envelope) {
  return (Find-Named @(Get-VBRBackupRepository) $Envelope.identity)
}

function Get-LocalServer {
  return @(Get-VBRServer -Type Local)[0]
}

# Windows heeds no case in a folder's name.
function Get-Folder($Path, $Wanted) {
  $folder = [string]$Path
  if ($folder.ToUpperInvariant().Equals($Wanted.ToUpperInvariant())) {
    return $Wanted
  }
  return $folder
}

function Get-Observed($Envelope) {
  $repository = Find-Repository $Envelope
  if ($null -eq $repository) {
    return $null
  }
  $server = [string]$repository.Host.Name
  return [ordered]@{
    description = $repository.Description
    folder      = Get-Folder $repository.FriendlyPath $Envelope.document.folder
    name        = $repository.Name
    server      = if ($server.Equals([string](Get-LocalServer).Name)) { 'this server' } else { $server }
    type        = [string]$repository.Type
  }
}

function Test-Own($Envelope) {
  return (Test-Ours (Find-Repository $Envelope))
}

function New-Wanted($Envelope) {
  $wanted = $Envelope.document
  Add-VBRBackupRepository -Name $wanted.name -Description $wanted.description -Folder $wanted.folder -Type $wanted.type -Server (Get-LocalServer)
  Add-Done 'the repository was made'
}

# Backups lie where it is, so that its description alone is changed.
function Set-Wanted($Envelope) {
  $wanted = $Envelope.document
  $observed = Get-Observed $Envelope
  foreach ($fixed in 'folder', 'server', 'type') {
    if (-not $observed[$fixed].Equals($wanted[$fixed])) {
      $watch.fix = 'declare it as it is; or give the new one another name, have new backups go there, and keep this one until the last of its backups has had its time'
      throw "its $fixed is '$($observed[$fixed])' and '$($wanted[$fixed])' is declared, but backups lie where it is"
    }
  }
  Set-VBRBackupRepository -Repository (Find-Repository $Envelope) -Description $wanted.description
  Add-Done 'the repository got its description'
}

# With it Veeam would forget its backups.
function Remove-Wanted($Envelope) {
  return "left in Veeam with its backups: $($Envelope.identity)"
}
