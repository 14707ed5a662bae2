# An export is a restic repository of its own, below the snapshot's name and the time at which it was begun, in the
# format of agents/offsite-export, which opens what this program makes and the other way round. restic authenticates
# everything in it under the export key; which estate, snapshot and archives it is of, the tags say, and that it is whole
# the one snapshot that lists the others.
$format = 'offsite-export/2'

function Get-RepositoryUrl($Repository) {
  $endpoint = [string](Get-Setting 'endpoint' "https://s3.$($settings.region).amazonaws.com")
  return "s3:$endpoint/$($settings.bucket)/$($settings.prefix)/$Repository"
}

# Its credentials and its password are in their files; what it caches nowhere cannot be another's.
function Get-ResticWords($Repository) {
  return @('--repo', (Get-RepositoryUrl $Repository), '--password-file', (Get-SecretFile 'export-key'), '--no-cache', '--quiet',
    '-o', "s3.region=$($settings.region)")
}

# Its packs that are under way lie in the job's own folder.
function Get-ResticEnvironment {
  $temporary = [IO.Path]::Combine($workFolder, 'tmp')
  [IO.Directory]::CreateDirectory($temporary) | Out-Null
  return @{ AWS_SHARED_CREDENTIALS_FILE = (Get-SecretFile 's3-credentials'); TMP = $temporary; TEMP = $temporary; TMPDIR = $temporary }
}

function Invoke-Restic($Repository, $Words, $Seconds = (Get-SecondsLeft)) {
  return (Invoke-Program (Get-ProgramFile 'restic') ((Get-ResticWords $Repository) + @($Words)) (Get-ResticEnvironment) $Seconds)
}

# Tells keys apart without telling anything of them; `npm run keys` shows the same.
function Get-KeyFingerprint {
  $text = "offsite-export key`n" + [IO.File]::ReadAllText((Get-SecretFile 'export-key'), $utf8)
  $sum = [Security.Cryptography.SHA256]::Create().ComputeHash($utf8.GetBytes($text))
  return [BitConverter]::ToString($sum).ToLowerInvariant().Replace('-', ':')
}

# An archive is called as its file, in signs that no tag of restic's and no shell has a use for.
function ConvertTo-ArchiveName($File) {
  $name = New-Object Text.StringBuilder
  foreach ($byte in $utf8.GetBytes($File)) {
    $sign = [char]$byte
    [void]$name.Append($(if ($byte -lt 128 -and $sign -match '[A-Za-z0-9._-]') { [string]$sign } else { '%' + $byte.ToString('X2') }))
  }
  return $name.ToString()
}

# What leads elsewhere than into one folder is no file of ours.
function ConvertFrom-ArchiveName($Archive) {
  $name = [Uri]::UnescapeDataString($Archive)
  if ($name -match '[\\/:*?"<>|\x00-\x1f]' -or $name -match '^\.*$' -or $name -match '[. ]$') {
    throw "the archive $Archive has no name that a file may have"
  }
  return $name
}

# What is below one time of a snapshot, by names within.
function Select-Listed($Listing, $Begun) {
  $at = "$Begun/"
  return , @($Listing | Where-Object { $_.name.StartsWith($at, [StringComparison]::Ordinal) } | ForEach-Object {
      @{ name = $_.name.Substring($at.Length); size = $_.size; tier = $_.tier; since = $_.since; older = $_.older }
    })
}

# Times at which exports of a snapshot were begun, the newest first; what has outlived the days that it is kept for is
# none any more.
function Get-Begun($Listing) {
  $kept = Get-Setting 'keptDays' $null
  $begun = @($Listing | ForEach-Object { ($_.name -split '/')[0] } | Where-Object { $_ -match '^[0-9]{8}T[0-9]{6}Z$' } | Sort-Object -Unique -Descending)
  return , @($begun | Where-Object {
      $time = Read-Begun $_
      $null -eq $kept -or $null -eq $time -or $time.AddDays([double]$kept) -gt [DateTime]::UtcNow
    })
}

# $null where no calendar has it.
function Read-Begun($Begun) {
  $time = [DateTime]::MinValue
  $style = [Globalization.DateTimeStyles]'AssumeUniversal, AdjustToUniversal'
  if ([DateTime]::TryParseExact($Begun, "yyyyMMdd'T'HHmmss'Z'", [cultureinfo]::InvariantCulture, $style, [ref]$time)) {
    return $time
  }
  return $null
}

function Get-FirstTold($Faults) {
  $all = @($Faults | Where-Object { $_ })
  if ($all.Count -le 1) {
    return -join $all
  }
  return "$($all[0]) ($($all.Count) in all)"
}

# What the listing says of an export: faults, with which it is refused, and doubts, which are told whatever restic makes
# of it: what a delete marker hides may be a pack of ours, or junk that an administrator has hidden. Locks come and go.
# Of several versions the first is the exporter's.
function Get-ListingVerdict($Listed, $Begun) {
  $ours = '^(config|(keys|snapshots|index)/[0-9a-f]{64}|data/[0-9a-f]{2}/[0-9a-f]{64})$'
  $faults, $doubts, $keys, $config = @(), @(), @(), $false
  if ([string]::CompareOrdinal($Begun, [DateTime]::UtcNow.AddDays(1).ToString("yyyyMMdd'T'HHmmss'Z'", [cultureinfo]::InvariantCulture)) -gt 0) {
    $faults += 'its name says that it is yet to be begun'
  }
  foreach ($one in $Listed) {
    $name = $one.name -replace '[\x00-\x1f\x7f]', '?'
    if ($one.name.StartsWith('locks/', [StringComparison]::Ordinal)) { continue }
    if ($one.name -cnotmatch $ours) {
      $doubts += "$name is no name that an export has"
      continue
    }
    if ($null -eq $one.size) {
      $doubts += "$name is hidden by a delete marker; its version of $($one.older[0].since.ToString('yyyy-MM-dd')) ($($one.older[0].size) bytes) is still there"
      continue
    }
    if ($one.name.Equals('config')) { $config = $true }
    if ($one.name.StartsWith('keys/', [StringComparison]::Ordinal)) { $keys += $one }
    $first = @(@{ size = $one.size; since = $one.since }) + @($one.older) | Sort-Object { $_.since } | Select-Object -First 1
    if ($one.size -eq 0) {
      $faults += "$name is empty"
    }
    elseif ($first.size -ne $one.size) {
      $faults += "$name was written over: it has $($one.size) bytes, its version of $($first.since.ToString('yyyy-MM-dd')) has $($first.size)"
    }
    elseif (-not $one.name.StartsWith('data/', [StringComparison]::Ordinal) -and $one.tier -in 'GLACIER', 'DEEP_ARCHIVE') {
      $faults += "$name was put into $($one.tier), where nobody can open it"
    }
  }
  if (-not $config) { $faults += @($doubts) + 'config is missing' }
  if ($keys.Count -eq 0) { $faults += @($doubts) + 'it has no key' }
  if ($keys.Count -gt 1) { $faults += "it has $($keys.Count) keys, of which one is ours: $(@($keys | ForEach-Object { $_.name }) -join ', ')" }
  return @{ fault = Get-FirstTold $faults; doubt = Get-FirstTold $doubts; keys = $keys }
}

# What a key wants of whoever opens it: at most 128 MiB and some seconds; restic's own want 32 MiB and half a second. What
# is no key at all restic tells. Source: RFC 7914, section 2; restic, internal/crypto/kdf.go.
function Get-KeyFault($Repository, $Key) {
  if ($Key.size -gt 4096) {
    return "$($Key.name) is no key of restic: it has $($Key.size) bytes"
  }
  $ended = Invoke-Store @('cat', (Get-Remote "$Repository/$($Key.name)"))
  if ($ended.code -ne 0) {
    return "$($Key.name) could not be read: $(Get-Words $ended.err)"
  }
  try {
    $key = $ended.out | ConvertFrom-Json
    $memory = [double]$key.N * [double]$key.r
    if ($memory -gt 1048576 -or $memory * [double]$key.p -gt 16777216) {
      return "$($Key.name) would take its reader too long to compute, so it is not ours"
    }
  }
  catch {
    return ''
  }
  return ''
}

# Judges an export: verdict `whole`, with what it holds; `open` where it was never closed; `refused`, and why. $All: has
# restic look for everything that is listed, in its size; otherwise only what closes it is read.
function Test-Export($Listing, $Snapshot, $Begun, $All) {
  $repository = "$Snapshot/$Begun"
  $listed = Select-Listed $Listing $Begun
  $said = Get-ListingVerdict $listed $Begun
  $refused = { param($Why) @{ verdict = 'refused'; refusal = $Why; repository = $repository; begun = $Begun } }
  if (-not $said.fault.Equals('')) {
    return (& $refused $said.fault)
  }
  $fault = Get-KeyFault $repository $said.keys[0]
  if (-not $fault.Equals('')) {
    return (& $refused $fault)
  }
  # Where something is hidden, whether it is missing.
  $looks = @()
  if ($All -or -not $said.doubt.Equals('')) {
    $looks += , @('cat', 'config')
    $looks += , @('check')
  }
  $looks += , @('snapshots', '--json')
  foreach ($look in $looks) {
    $seconds = if ($look[0].Equals('check')) { Get-SecondsLeft } else { [long](Get-Setting 'openSeconds' 600) }
    $ended = Invoke-Restic $repository (@($look) + '--no-lock') $seconds
    $why = switch ($ended.code) {
      0 { '' }
      12 { "wrong key: $(Get-SecretFile 'export-key') does not open it, its fingerprint is $(Get-KeyFingerprint)" }
      124 { "it does not open within $seconds seconds, so its key is not ours" }
      default { Get-Words $ended.err }
    }
    # restic passes over a snapshot that it cannot read, and ends well.
    if ($why.Equals('') -and $look[0].Equals('snapshots')) { $why = Get-Words $ended.err }
    if ($ended.code -ne 0 -or -not $why.Equals('')) {
      if (-not $said.doubt.Equals('')) { $why = "$($said.doubt); $why" }
      return (& $refused $why)
    }
  }
  $closing = Read-Closing $ended.out $Snapshot $Begun
  if (-not $closing.refusal.Equals('')) {
    return (& $refused $closing.refusal)
  }
  if ($null -eq $closing.archives) {
    return @{ verdict = 'open'; repository = $repository; begun = $Begun; snapshots = $closing.snapshots }
  }
  $doubts = @($said.doubt, (Get-WrittenAgain $listed $closing.id)) | Where-Object { $_ }
  return @{ verdict = 'whole'; repository = $repository; begun = $Begun; archives = $closing.archives; doubts = @($doubts) -join '; ' }
}

function Get-Tags($Of, $Name) {
  $start = "$Name="
  return , @(@($Of.tags) | Where-Object { $_ -and $_.StartsWith($start, [StringComparison]::Ordinal) } | ForEach-Object { $_.Substring($start.Length) })
}

# What does not bind a snapshot of restic's to where it must be.
function Get-Strays($Of, $Snapshot, $Begun) {
  $where = [ordered]@{ format = $format; estate = $settings.estate; item = ($Snapshot -replace '/[^/]*$', ''); snapshot = $Snapshot; begun = $Begun }
  return , @(foreach ($name in $where.Keys) {
      $got = Get-Tags $Of $name
      if ($got.Count -ne 1 -or -not $got[0].Equals($where[$name])) { "its $name is $($got -join ', '), not $($where[$name])" }
    })
}

# By what closes it. Its tags are authenticated, and bind it to where it must be. restic on Windows writes a file that it
# reads from standard input down as `C:\NAME`, elsewhere as `/NAME`.
function Read-Closing($Json, $Snapshot, $Begun) {
  $all = @($Json | ConvertFrom-Json | ForEach-Object { $_ })
  $closing = @($all | Where-Object { (Get-Tags $_ 'count').Count -gt 0 } | Sort-Object { Read-Time $_.time }) | Select-Object -Last 1
  if ($null -eq $closing) {
    return @{ refusal = ''; archives = $null; snapshots = $all }
  }
  $archives = @(Get-Tags $closing 'archive' | ForEach-Object { $_ } | ForEach-Object {
      $parts = $_ -split ' '
      @{ archive = $parts[0]; id = $parts[1]; bytes = [long]$parts[2]; sha256 = $parts[3] }
    })
  $faults = @(Get-Strays $closing $Snapshot $Begun | ForEach-Object { $_ })
  $count = (Get-Tags $closing 'count') -join ', '
  if ($archives.Count -eq 0) {
    $faults += 'it lists no archive'
  }
  elseif (-not $count.Equals([string]$archives.Count)) {
    $faults += "it lists $($archives.Count) archives, not $count"
  }
  foreach ($archive in $archives) {
    $one = @($all | Where-Object { $archive.id.Equals($_.id) }) | Select-Object -First 1
    if ($null -eq $one) {
      $faults += "the snapshot $($archive.id) of $($archive.archive) is missing"
      continue
    }
    $strays = Get-Strays $one $Snapshot $Begun
    $named = (Get-Tags $one 'archive') -join ', '
    $path = (@($one.paths) -join ', ') -replace '^[A-Za-z]:\\', '/'
    if ($strays.Count -gt 0) {
      $faults += "$($archive.archive): $($strays[0])"
    }
    elseif (-not $named.Equals($archive.archive) -or -not $path.Equals("/$($archive.archive)")) {
      $faults += "the snapshot $($archive.id) is of $named, not of $($archive.archive)"
    }
  }
  return @{ refusal = Get-FirstTold $faults; archives = $archives; id = $closing.id; snapshots = $all }
}

# Packs of which there is a version that is younger than what closes the export, so it is not the exporter's.
function Get-WrittenAgain($Listed, $Closing) {
  $closed = $Listed | Where-Object { $_.name.Equals("snapshots/$Closing") } | Select-Object -First 1
  if ($null -eq $closed) {
    return ''
  }
  $since = @($closed.since) + @($closed.older | ForEach-Object { $_.since }) | Sort-Object | Select-Object -First 1
  $again = @($Listed | Where-Object { $_.name.StartsWith('data/', [StringComparison]::Ordinal) -and @($_.older).Count -gt 0 -and $_.since -gt $since })
  if ($again.Count -eq 0) {
    return ''
  }
  return "$($again[0].name) was written again on $($again[0].since.ToString('yyyy-MM-dd')), when the export was closed ($($again.Count) in all): whether it is the same a restore shows"
}

# The newest export of a snapshot that is whole, or the one that was begun at $Only; what is refused on the way is told,
# and remembered in `refused`. The end of the window ends this too.
function Find-Export($Listing, $Snapshot, $All, $Only, $Tell) {
  $refused = @()
  foreach ($begun in (Get-Begun $Listing)) {
    if ($Only -and -not $begun.Equals($Only)) { continue }
    Confirm-Window
    $found = Test-Export $Listing $Snapshot $begun $All
    if ($found.verdict.Equals('refused')) {
      $refused += "the export $($found.repository) is refused: $($found.refusal)"
      & $Tell $refused[-1]
    }
    if ($found.verdict.Equals('whole')) {
      if (-not $found.doubts.Equals('')) { & $Tell "the export $($found.repository) is whole, and $($found.doubts)" }
      return @{ export = $found; refused = $refused }
    }
  }
  return @{ export = $null; refused = $refused }
}
