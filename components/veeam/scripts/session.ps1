# Every Veeam cmdlet needs a session with the server, which runs on this machine. A process has one session at most:
# to connect a second time is an error (13.1).

function Open-Session {
  if ($null -ne (Get-VBRServerSession).Server) {
    return
  }
  Invoke-Limited 'connecting to the Veeam server' 'a certificate that this account has never accepted waits for an answer: connect once by hand' {
    try {
      Connect-VBRServer -Server 'localhost' -ForceAcceptTlsCertificate
    }
    catch {
      # Veeam 12 has no certificate to accept, and no parameter for it.
      if ($_.FullyQualifiedErrorId -notlike 'NamedParameterNotFound*') {
        throw
      }
      Connect-VBRServer -Server 'localhost'
    }
  }
  $watch.connected = $true
}

# A session that was there before is somebody else's.
function Close-Session {
  if (-not $watch.connected) {
    return
  }
  $watch.connected = $false
  try {
    Disconnect-VBRServer
  }
  catch {
    [Console]::Error.WriteLine("WARNING: $($watch.subject): the session was not closed: $($_.Exception.Message)")
  }
}

function Get-Advice($Message) {
  switch -Regex ($Message) {
    'licen[sc]e' {
      return 'look at Get-VBRInstalledLicense; what was done stays, and applying again goes on from there; what the licence lets nobody make from here may be made by hand in the console, under its declared name, and named in backup:adopt'
    }
    'identity service' {
      return 'Veeam 13 takes no machine account and not LocalSystem: let the stack log in as a local or domain user with the role Veeam Backup Administrator'
    }
    'multi-?factor|\bMFA\b' {
      return 'an account with multi-factor authentication cannot use PowerShell: switch it off for the account of the stack'
    }
    'access is denied|permission' {
      return 'the account of the stack needs the role Veeam Backup Administrator'
    }
    '-VBR\w+. is not recognized|Veeam\.Backup\.PowerShell' {
      return 'install the Veeam console on this host; Veeam 13.1 needs PowerShell 7.6, 13.0 needs 7.4 (powershell: pwsh.exe), 12 needs Windows PowerShell 5.1 (powershell.exe)'
    }
  }
  return $null
}
