# A password that Veeam derives AES-256 keys from. Veeam lists it by its description and never gives it back, so
# the description ends with a mark that changes with the password: that is how a change is seen.
# Secrets: password. Document: description, made of the identity and the mark.

function Find-Key($Envelope) {
  foreach ($key in Get-VBREncryptionKey) {
    if (Test-Mark $key.Description $Envelope.identity) {
      return $key
    }
  }
  return $null
}

function Get-Observed($Envelope) {
  $key = Find-Key $Envelope
  if ($null -eq $key) {
    return $null
  }
  return [ordered]@{ description = $key.Description }
}

# By its description, which nobody else writes like this.
function Test-Own($Envelope) {
  return ($null -ne (Find-Key $Envelope))
}

function New-Wanted($Envelope) {
  $password = ConvertTo-SecureString -String $Envelope.secrets.password -AsPlainText -Force
  Add-VBREncryptionKey -Password $password -Description $Envelope.document.description
  Add-Done 'the encryption key was made'
}

function Set-Wanted($Envelope) {
  $password = ConvertTo-SecureString -String $Envelope.secrets.password -AsPlainText -Force
  Set-VBREncryptionKey -EncryptionKey (Find-Key $Envelope) -Password $password -Description $Envelope.document.description
  Add-Done 'the encryption key got the password and its mark'
}

# Backups made under the password need it, whoever stops declaring it.
function Remove-Wanted($Envelope) {
  return "left in Veeam: $($Envelope.identity)"
}
