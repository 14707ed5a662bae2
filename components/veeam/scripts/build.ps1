# The build of a Veeam server.

# '13.0.2.29' has major 13, minor 0.
function Get-Number($Version, $Place) {
  $numbers = @($Version -split '\.')
  if ($numbers.Count -le $Place) {
    return 0
  }
  return [long]$numbers[$Place]
}

# No page says since which build it exists; one without it is a 12.
function Get-Build {
  try {
    return [string](Get-VBRBackupServerInfo).Build
  }
  catch {
    if ($_.FullyQualifiedErrorId -notlike '*CommandNotFoundException*') {
      throw
    }
    return '12'
  }
}
