# Finds what Veeam has by the name or description that it has there, or says what there is.

# Veeam's cmdlets take a name for a pattern, in which brackets and asterisks mean others.
function Find-Named($Candidates, $Name) {
  foreach ($candidate in $Candidates) {
    if ($Name.Equals($candidate.Name)) {
      return $candidate
    }
  }
  return $null
}

function Get-Named($What, $Candidates, $Name, $Advice) {
  $found = Find-Named $Candidates $Name
  if ($null -eq $found) {
    throw "Veeam has no $What '$Name'; it has: $(@($Candidates | ForEach-Object { $_.Name }) -join ', ')$Advice"
  }
  return $found
}

# A key of ours is 'identity [mark]'. Others may have no description, or one that only begins like it.
function Test-Mark($Description, $Identity) {
  $beginning = "$Identity ["
  if ($Description.Length -le $beginning.Length) {
    return $false
  }
  $mark = $Description.Substring($beginning.Length)
  return ($Description.Substring(0, $beginning.Length).Equals($beginning) -and $mark -cmatch '^[0-9a-f]{8}\]$')
}

function Get-KeyDescribed($Description) {
  $keys = @(Get-VBREncryptionKey | Where-Object { $Description.Equals($_.Description) })
  if ($keys.Count -eq 0) {
    throw "Veeam has no encryption key '$Description'"
  }
  return $keys[0]
}

# What the key of an object is called in the list of keys, which may have been changed since.
function Get-KeyDescription($Key) {
  foreach ($listed in Get-VBREncryptionKey) {
    if (([string]$listed.Id).Equals([string]$Key.Id)) {
      return $listed.Description
    }
  }
  return 'a key that Veeam does not list'
}

# What the stack makes begins like this where Veeam has a description. Somebody else's may have none.
$ours = 'managed by Pulumi'

function Test-Ours($Made) {
  $description = $Made.Description
  return ($description.Length -ge $ours.Length -and $description.Substring(0, $ours.Length).Equals($ours))
}
