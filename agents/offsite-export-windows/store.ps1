# The bucket's listing and S3's archive class, through rclone: what restic cannot be asked. Nothing is written with it.

# Seconds that one run of rclone's may take in all.
$requestSeconds = 6 * 3600

function Get-BucketName {
  return "offsite:$($settings.bucket)"
}

function Get-Remote($Path) {
  return "$(Get-BucketName)/$($settings.prefix)/$Path"
}

# Credentials are in their own file, never in an argument or an environment; rclone has no file of its own.
function Invoke-Store($Words) {
  $endpoint = [string](Get-Setting 'endpoint' '')
  $environment = @{
    RCLONE_CONFIG_OFFSITE_TYPE                    = 's3'
    RCLONE_CONFIG_OFFSITE_ENV_AUTH                = 'true'
    RCLONE_CONFIG_OFFSITE_PROVIDER                = $(if ($endpoint.Equals('')) { 'AWS' } else { 'Other' })
    RCLONE_CONFIG_OFFSITE_REGION                  = $settings.region
    RCLONE_CONFIG_OFFSITE_ENDPOINT                = $endpoint
    RCLONE_CONFIG_OFFSITE_SHARED_CREDENTIALS_FILE = (Get-SecretFile 's3-credentials')
  }
  $always = '--config', '', '--quiet', '--retries', '2', '--low-level-retries', '3', '--contimeout', '10s', '--timeout', '60s'
  return (Invoke-Program (Get-ProgramFile 'rclone') (@($always) + @($Words)) $environment $requestSeconds)
}

# Every object below a key with all its versions: { name, size, tier, since, older }; size $null where a delete marker
# hides what was there. Nobody who may write can take a version away. rclone gives one that is not the current one a
# name that ends with its time.
function Get-Listing($Path) {
  $list = @('lsjson', '--files-only', '--use-server-modtime', '--no-mimetype', '--s3-versions')
  $ended = Invoke-Store ($list + @((Get-Remote $Path), '-R'))
  if ($ended.code -eq 3) {
    # Nothing there, or no bucket.
    $ended = Invoke-Store ($list + @((Get-BucketName)))
    if ($ended.code -eq 3) {
      throw "there is no bucket $($settings.bucket) at $($settings.region) $(Get-Setting 'endpoint' ''); it is named in $jobFolder"
    }
    if ($ended.code -eq 0) {
      return , @()
    }
  }
  if ($ended.code -ne 0) {
    throw "the bucket could not be listed: $(Get-Words $ended.err)"
  }
  return , (ConvertTo-Listing $ended.out)
}

function ConvertTo-Listing($Json) {
  $version = '-v[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{3}$'
  $all = [ordered]@{}
  foreach ($one in @($Json | ConvertFrom-Json | ForEach-Object { $_ })) {
    $name = $one.Path -replace $version, ''
    if (-not $all.Contains($name)) {
      $all[$name] = @{ name = $name; size = $null; tier = 'STANDARD'; since = $null; older = @() }
    }
    $since = Read-Time $one.ModTime
    if ($name.Equals($one.Path)) {
      $all[$name].size = [long]$one.Size
      $all[$name].since = $since
      if ($one.Tier) { $all[$name].tier = [string]$one.Tier }
    }
    else {
      $all[$name].older += @{ size = [long]$one.Size; since = $since }
    }
  }
  return , @($all.Values)
}
