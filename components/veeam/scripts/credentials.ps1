# A log-in by which Veeam reaches computers. Veeam lists several of one user, so its description tells it, which ends with
# a mark that changes with the password: Veeam never gives that back.
# Secrets: password. Document: description, made of the identity and the mark; user.

function Find-Credentials($Envelope) {
  foreach ($credentials in Get-VBRCredentials) {
    if (Test-Mark $credentials.Description $Envelope.identity) {
      return $credentials
    }
  }
  return $null
}

function Get-Observed($Envelope) {
  $credentials = Find-Credentials $Envelope
  if ($null -eq $credentials) {
    return $null
  }
  return [ordered]@{ description = $credentials.Description; user = [string]$credentials.Name }
}

# By its description, which nobody else writes like this.
function Test-Own($Envelope) {
  return ($null -ne (Find-Credentials $Envelope))
}

function New-Wanted($Envelope) {
  $wanted = $Envelope.document
  Add-VBRCredentials -Type Windows -User $wanted.user -Password $Envelope.secrets.password -Description $wanted.description
  Add-Done 'the log-in was made'
}

function Set-Wanted($Envelope) {
  $wanted = $Envelope.document
  Set-VBRCredentials -Credential (Find-Credentials $Envelope) -User $wanted.user -Password $Envelope.secrets.password -Description $wanted.description
  Add-Done 'the log-in got its user, its password and its mark'
}

# Groups, jobs and restores may use it.
function Remove-Wanted($Envelope) {
  return "left in Veeam: $($Envelope.identity)"
}
