# Every Veeam cmdlet needs a session with the server, which runs on this machine.

function Connect-Veeam($Envelope) {
  if ($Envelope.platform.powershell -eq 'pwsh.exe') {
    Connect-VBRServer -Server 'localhost' -ForceAcceptTlsCertificate
  }
  else {
    Connect-VBRServer -Server 'localhost'
  }
}
