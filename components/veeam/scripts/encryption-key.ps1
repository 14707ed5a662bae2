# A password that Veeam derives AES-256 keys from. Veeam lists it by its description and never gives it back, so
# the description ends with a mark that changes with the password: that is how a change is seen.
# Secrets: password. Document: description, made of the identity and the mark.

function Find-Key($Envelope) {
  foreach ($key in Get-VBREncryptionKey) {
    if ($key.Description.StartsWith("$($Envelope.identity) [")) {
      return $key
    }
  }
  return $null
}

function Get-Observed($Envelope) {
  Connect-Veeam $Envelope
  $key = Find-Key $Envelope
  if ($null -eq $key) {
    return $null
  }
  return [ordered]@{ description = $key.Description }
}

function New-Wanted($Envelope) {
  $password = ConvertTo-SecureString -String $Envelope.secrets.password -AsPlainText -Force
  Add-VBREncryptionKey -Password $password -Description $Envelope.document.description
}

function Set-Wanted($Envelope) {
  $password = ConvertTo-SecureString -String $Envelope.secrets.password -AsPlainText -Force
  Set-VBREncryptionKey -EncryptionKey (Find-Key $Envelope) -Password $password -Description $Envelope.document.description
}

# Backups made under the password need it, whoever stops declaring it.
function Remove-Wanted($Envelope) {
  return "left in Veeam: $($Envelope.identity)"
}
